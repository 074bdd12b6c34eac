select start_char, end_char, block_no
from sentences
where article_id = $article_id
order by sentence_no;
