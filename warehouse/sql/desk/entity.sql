select entity_id, kind, name, country_code, wikidata_id, first_seen_at
from entities
where entity_id = $entity_id;
