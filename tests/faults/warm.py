"""What every process forked for a test has already: imports, and the stories of `drop_all` enriched."""

from tasks.read import read_file
from tests.faults.world import enrich_once, records, story, without_models

without_models()
for name, text in (
    ("a.txt", story(1)),
    ("b.txt", story(2)),
    ("b.md", story(2).replace("\n", "\r\n")),
    ("many.jsonl", records(3, 4)),
):
    enrich_once([("warm", article) for article in read_file(text.encode(), name)])
