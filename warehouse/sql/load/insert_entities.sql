insert into entities by name
select *
from arriving_entities
anti join entities
    using (entity_id);
