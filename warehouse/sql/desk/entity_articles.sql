-- The newest articles that name an entity.
with named as (
    select article_id, count(*) as mentions
    from entity_mentions
    where entity_id = $entity_id
    group by all
)
select
    a.article_id,
    a.headline,
    a.publisher,
    a.published_date,
    a.language,
    named.mentions
from named
join articles a
    using (article_id)
order by a.published_date desc nulls last, named.mentions desc, a.article_id
limit $most;
