insert into quotes by name
select *
from arriving_quotes;
