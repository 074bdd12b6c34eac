-- Articles with mentions that a correction moved or named.
select distinct article_id
from entity_mentions
join entity_corrections corrections
    on entity_mentions.entity_id = corrections.target_id
    or entity_mentions.found_entity_id = corrections.entity_id
where corrections.correction_id = $correction_id
    and (corrections.kind = 'rename' or entity_mentions.found_entity_id <> entity_mentions.entity_id)
order by article_id;
