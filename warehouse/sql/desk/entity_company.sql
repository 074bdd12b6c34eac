-- Who stands in the same sentences.
with own as (
    select distinct article_id, sentence_no
    from entity_mentions
    where entity_id = $entity_id
),
beside as (
    select
        m.entity_id,
        count(distinct m.article_id)                  as articles,
        count(distinct (m.article_id, m.sentence_no)) as sentences
    from entity_mentions m
    join own
        on own.article_id = m.article_id
        and own.sentence_no = m.sentence_no
    where m.entity_id <> $entity_id
    group by all
    order by sentences desc, articles desc, m.entity_id
    limit $most
)
select e.entity_id, e.name, e.kind, beside.articles, beside.sentences
from beside
join entities e
    using (entity_id)
order by beside.sentences desc, beside.articles desc, e.name;
