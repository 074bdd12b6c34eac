select kind, start_char, end_char
from blocks
where article_id = $article_id
order by block_no;
