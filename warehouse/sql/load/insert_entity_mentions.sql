insert into entity_mentions by name
select *
from arriving_entity_mentions;
