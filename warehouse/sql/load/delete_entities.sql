-- Entities that no mention names any more.
delete from entities
where entity_id not in (select entity_id from entity_mentions);
