insert into loads by name
select *
from arriving_loads;
