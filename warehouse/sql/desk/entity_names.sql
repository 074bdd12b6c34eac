-- How an entity is written.
select surface, count(*) as mentions
from entity_mentions
where entity_id = $entity_id
group by all
order by mentions desc, surface
limit 12;
