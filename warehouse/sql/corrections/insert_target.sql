-- The target, where there is none yet, seen since the corrected one was.
insert into entities by name
select
    $entity_id    as entity_id,
    $kind         as kind,
    $name         as name,
    $country_code as country_code,
    first_seen_at
from entities
where entity_id = $old_id
    and $entity_id not in (select entity_id from entities);
