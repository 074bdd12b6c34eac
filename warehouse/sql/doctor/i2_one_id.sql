-- I2: Each article stands once.
select article_id
from articles
group by article_id
having count(*) > 1;
