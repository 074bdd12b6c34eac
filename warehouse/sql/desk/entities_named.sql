-- Entities whose name holds the text, those most mentioned first.
with fitting as (
    select entity_id, name, kind, country_code
    from entities
    where contains(lower(name), lower($text))
    limit 2000
)
select
    fitting.entity_id,
    fitting.name,
    fitting.kind,
    fitting.country_code,
    count(m.article_id)          as mentions,
    count(distinct m.article_id) as articles
from fitting
left join entity_mentions m
    using (entity_id)
group by fitting.entity_id, fitting.name, fitting.kind, fitting.country_code
order by lower(fitting.name) = lower($text) desc, mentions desc, fitting.name
limit $most;
