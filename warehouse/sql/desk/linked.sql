-- The other articles that tell the same story; `later` says that this one came after.
select
    l.kind,
    l.shared,
    l.share,
    l.rule,
    l.article_id = $article_id as later,
    a.article_id,
    a.headline,
    a.publisher,
    a.published_date,
    a.loaded_at
from article_links l
join articles a
    on a.article_id = case when l.article_id = $article_id then l.other_id else l.article_id end
where l.article_id = $article_id
    or l.other_id = $article_id
order by a.published_date nulls last, a.article_id
limit 50;
