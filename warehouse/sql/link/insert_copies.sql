-- Pairs of articles of which the shorter has half of its sentences from the longer, and three at the least. A sentence
-- that more than 50 articles have is furniture of a publisher and joins nothing. The later one is the copy.
insert into article_links by name
with arriving as (
    select distinct article_id, sentence_hash
    from sentences
    semi join arriving_ids
        using (article_id)
    where sentence_hash is not null
),
everywhere as (
    select distinct article_id, sentence_hash
    from sentences
    where sentence_hash in (select sentence_hash from arriving)
    qualify count(*) over (partition by sentence_hash) <= 50
),
pairs as (
    select arriving.article_id as one, everywhere.article_id as other, count(*) as shared
    from arriving
    join everywhere
        on everywhere.sentence_hash = arriving.sentence_hash
        and everywhere.article_id <> arriving.article_id
    group by all
    having count(*) >= 3
),
lengths as (
    select article_id, count(distinct sentence_hash) as sentences
    from sentences
    where article_id in (select one from pairs union select other from pairs)
    group by article_id
),
ages as (
    select
        article_id,
        row_number() over (order by coalesce(published_at, published_date::timestamptz, loaded_at), loaded_at, article_id) as age
    from articles
    where article_id in (select one from pairs union select other from pairs)
),
measured as (
    select
        case when age_one.age > age_other.age then one else other end as article_id,
        case when age_one.age > age_other.age then other else one end as other_id,
        shared,
        shared / least(length_one.sentences, length_other.sentences)    as share,
        shared / greatest(length_one.sentences, length_other.sentences) as share_of_longer
    from pairs
    join lengths length_one
        on length_one.article_id = one
    join lengths length_other
        on length_other.article_id = other
    join ages age_one
        on age_one.article_id = one
    join ages age_other
        on age_other.article_id = other
)
select distinct
    article_id,
    other_id,
    case when share_of_longer >= 0.5 then 'copy' else 'excerpt' end as kind,
    shared,
    share,
    'sentences' as rule
from measured
where share >= 0.5
    and not exists (
        from article_links versions
        where versions.kind = 'revision'
            and versions.article_id in (measured.article_id, measured.other_id)
            and versions.other_id in (measured.article_id, measured.other_id)
    );
