update entities
set name = $name
where entity_id = $entity_id
    and kind = $kind
    and country_code is not distinct from $country_code
    and name <> $name;
