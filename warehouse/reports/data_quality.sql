-- title: Data quality by language
-- description: How much is known of the articles of each language, and how much was left open.
-- chart: bars x=language y=figures
with named as (select article_id, count(*) as rows from entity_mentions group by article_id),
dated as (
    select
        article_id,
        count(*)                                                                    as rows,
        count(*) filter (where type in ('DATE', 'TIME') and begin_date is null)     as unresolved
    from date_mentions
    group by article_id
),
figured as (
    select
        article_id,
        count(*)                                                                    as rows,
        count(*) filter (where subject_text is null)                                as without_subject,
        count(*) filter (where period_begin is null)                                as without_period
    from figures
    group by article_id
)
select
    a.language,
    count(*)                                            as articles,
    round(avg(a.language_confidence), 3)                as language_confidence,
    count(*) filter (where a.headline is null)          as without_headline,
    count(*) filter (where a.published_date is null)    as without_date,
    count(*) filter (where named.rows is null)          as without_names,
    coalesce(sum(named.rows), 0)::bigint                as names,
    coalesce(sum(dated.rows), 0)::bigint                as dates,
    coalesce(sum(dated.unresolved), 0)::bigint          as dates_unresolved,
    coalesce(sum(figured.rows), 0)::bigint              as figures,
    coalesce(sum(figured.without_subject), 0)::bigint   as figures_without_subject,
    coalesce(sum(figured.without_period), 0)::bigint    as figures_without_period
from articles a
left join named
    using (article_id)
left join dated
    using (article_id)
left join figured
    using (article_id)
group by a.language
order by articles desc, a.language;
