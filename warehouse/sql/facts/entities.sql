select
    m.start_char,
    m.end_char,
    m.surface,
    m.kind,
    e.name,
    m.engine,
    m.rule,
    m.confidence,
    e.country_code
from entity_mentions m
join entities e
    using (entity_id)
where m.article_id = $article_id
order by m.mention_no;
