-- I2: Each text is one article.
select text_sha256
from articles
group by text_sha256
having count(*) > 1;
