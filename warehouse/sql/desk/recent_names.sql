-- Who is named in the newest articles.
with newest as (
    select article_id
    from articles
    order by loaded_at desc, article_id
    limit $articles
),
named as (
    select
        m.entity_id,
        count(*)                     as mentions,
        count(distinct m.article_id) as articles
    from entity_mentions m
    where m.article_id in (select article_id from newest)
    group by all
)
select e.entity_id, e.name, e.kind, named.mentions, named.articles
from named
join entities e
    using (entity_id)
order by named.articles desc, named.mentions desc, e.name
limit $most;
