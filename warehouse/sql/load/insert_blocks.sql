insert into blocks by name
select *
from arriving_blocks;
