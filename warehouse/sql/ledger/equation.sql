select dropped, loaded, duplicate, quarantined, ignored, deferred
from ingest_equation;
