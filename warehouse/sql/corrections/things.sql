select
    e.entity_id,
    e.kind,
    e.name,
    e.country_code,
    count(m.article_id)          as mentions,
    count(distinct m.article_id) as articles,
    e.entity_id = $text or lower(e.name) = lower($text) as exact
from entities e
left join entity_mentions m
    using (entity_id)
where e.entity_id = $text
    or contains(lower(e.name), lower($text))
group by all
order by exact desc, mentions desc, e.name, e.entity_id
limit $most;
