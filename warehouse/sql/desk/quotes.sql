select q.start_char, q.end_char, q.speaker_text, q.speaker_entity_id, q.direct, q.verb
from quotes q
where q.article_id = $article_id
order by q.quote_no;
