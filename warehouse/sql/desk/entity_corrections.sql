select correction_id, made_at, kind, entity_id, entity_name, target_id, target_name
from entity_corrections
where entity_id = $entity_id
    or target_id = $entity_id
order by made_at desc;
