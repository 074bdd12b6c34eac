-- Entities whose name shares its last word with this one's: what it may have to be merged with.
with own as (
    select lower(name) as name, lower(list_last(string_split(name, ' '))) as last_word, kind
    from entities
    where entity_id = $entity_id
)
select e.entity_id, e.name, e.kind, e.country_code
from entities e
join own
    on e.kind = own.kind
    and contains(lower(e.name), own.last_word)
where e.entity_id <> $entity_id
order by levenshtein(lower(e.name), own.name), e.name
limit $most;
