-- Who stands in the same sentences. Articles are compared by their hashes: a name may stand in most of them.
with own as (
    select distinct hash(article_id) as article, sentence_no
    from entity_mentions
    where entity_id = $entity_id
),
sentences_beside as (
    select m.entity_id, own.article, own.sentence_no
    from entity_mentions m
    join own
        on own.article = hash(m.article_id)
        and own.sentence_no = m.sentence_no
    where m.entity_id <> $entity_id
    group by all
),
beside as (
    select entity_id, count(distinct article) as articles, count(*) as sentences
    from sentences_beside
    group by all
    order by sentences desc, articles desc, entity_id
    limit $most
)
select e.entity_id, e.name, e.kind, beside.articles, beside.sentences
from beside
join entities e
    using (entity_id)
order by beside.sentences desc, beside.articles desc, e.name;
