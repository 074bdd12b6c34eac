insert or replace into drops by name
select *
from arriving_drops;
