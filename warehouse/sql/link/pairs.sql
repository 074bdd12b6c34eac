-- Pairs of an arriving article and another one that have three sentences in common. A sentence that more than 50
-- articles have is furniture of a publisher and joins nothing.
with arriving as (
    select distinct article_id, sentence_hash
    from sentences
    where article_id in (select article_id from arriving_ids)
        and sentence_hash is not null
),
everywhere as (
    select distinct article_id, sentence_hash
    from sentences
    where sentence_hash in (select sentence_hash from arriving)
    qualify count(*) over (partition by sentence_hash) <= 50
)
select arriving.article_id as one, everywhere.article_id as other, count(*) as shared
from arriving
join everywhere
    on everywhere.sentence_hash = arriving.sentence_hash
    and everywhere.article_id <> arriving.article_id
group by all
having count(*) >= 3;
