insert into date_mentions by name
select *
from arriving_date_mentions;
