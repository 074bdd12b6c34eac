-- Of the arriving pairs those of which the shorter article has half of its sentences from the longer. The later one is
-- the copy.
insert into article_links by name
with lengths as (
    select article_id, count(distinct sentence_hash) as sentences
    from sentences
    where article_id in (select one from arriving_pairs union select other from arriving_pairs)
    group by article_id
),
ages as (
    select
        article_id,
        row_number() over (order by coalesce(published_at, published_date::timestamptz, loaded_at), loaded_at, article_id) as age
    from articles
    where article_id in (select one from arriving_pairs union select other from arriving_pairs)
),
measured as (
    select
        case when age_one.age > age_other.age then one else other end as article_id,
        case when age_one.age > age_other.age then other else one end as other_id,
        shared,
        shared / least(length_one.sentences, length_other.sentences)    as share,
        shared / greatest(length_one.sentences, length_other.sentences) as share_of_longer
    from arriving_pairs
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
