-- Articles whose headline or text holds the words as they stand, the newest first.
select
    a.article_id,
    a.headline,
    a.publisher,
    a.published_date,
    a.language,
    strpos(lower(a.text), lower($text)) as place,
    substr(a.text, greatest(1, strpos(lower(a.text), lower($text)) - 120), 300) as around
from articles a
where (contains(lower(a.text), lower($text)) or contains(lower(a.headline), lower($text)))
    and ($language = '' or a.language = $language)
    and ($publisher = '' or a.publisher = $publisher)
    and coalesce(a.published_date, date '9999-01-01') >= $since
    and coalesce(a.published_date, date '0001-01-01') <= $until
order by a.published_date desc nulls last, a.article_id
limit $most;
