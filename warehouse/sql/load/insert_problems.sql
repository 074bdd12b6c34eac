insert into problems by name
select *
from arriving_problems;
