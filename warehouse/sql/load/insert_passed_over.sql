insert into passed_over by name
select *
from arriving_passed_over;
