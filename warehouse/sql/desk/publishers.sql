select publisher, count(*) as articles
from articles
where publisher is not null
group by all
order by articles desc, publisher
limit 60;
