-- The newest article of the same address, or of the same headline and publisher, for each new one.
select
    arriving.article_id,
    arg_max(articles.article_id, (coalesce(articles.published_at, articles.published_date), articles.loaded_at))
from arriving_articles arriving
join articles
    on articles.text_sha256 <> arriving.text_sha256
    and articles.article_id <> arriving.article_id
    and (articles.url = arriving.url or (articles.headline = arriving.headline and articles.publisher = arriving.publisher))
group by arriving.article_id;
