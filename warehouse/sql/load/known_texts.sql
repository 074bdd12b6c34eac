select text_sha256, article_id
from articles
where text_sha256 in (select unnest($hashes::varchar[]));
