select language, count(*) as articles
from articles
group by all
order by articles desc, language
limit 40;
