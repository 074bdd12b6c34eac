insert into articles by name
select *
from arriving_articles;
