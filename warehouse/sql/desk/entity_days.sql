-- How often an entity is named, by day of publication (of loading, where that is unknown).
with named as (
    select article_id, count(*) as mentions
    from entity_mentions
    where entity_id = $entity_id
    group by all
)
select
    coalesce(a.published_date, a.loaded_at::date) as day,
    sum(named.mentions)::bigint                   as mentions,
    count(*)                                      as articles
from named
join articles a
    using (article_id)
group by all
order by day;
