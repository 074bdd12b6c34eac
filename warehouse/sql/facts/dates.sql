select *
from date_mentions
where article_id = $article_id
order by mention_no;
