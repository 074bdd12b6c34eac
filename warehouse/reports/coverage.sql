-- title: Coverage and confidence by language
-- description: How far each language is understood, and how sure its names, dates and figures are.
-- chart: bars x=language y=articles
-- param: since DATE = '1970-01-01'   -- earliest day
with chosen as materialized (
    select article_id, language
    from news
    where day >= $since
),
found as (
    select language, 'names' as what, count(*) as rows, avg(confidence) as confidence
    from entity_mentions join chosen using (article_id)
    group by language
    union all
    select language, 'dates', count(*), avg(confidence)
    from date_mentions join chosen using (article_id)
    group by language
    union all
    select language, 'figures', count(*), avg(confidence)
    from figures join chosen using (article_id)
    group by language
),
by_language as (
    select
        a.language,
        count(*)                                        as articles,
        mode(a.coverage)                                as names_known,
        round(avg(a.language_confidence), 3)            as language_confidence,
        round(avg(a.published_confidence), 3)           as date_confidence,
        round(count(a.published_date) / count(*), 3)    as dated
    from articles a
    semi join chosen
        using (article_id)
    group by a.language
)
select
    language,
    articles,
    names_known,
    language_confidence,
    date_confidence,
    dated,
    round(names.rows / articles, 1)     as names_an_article,
    round(names.confidence, 3)          as names_confidence,
    round(dates.rows / articles, 1)     as dates_an_article,
    round(dates.confidence, 3)          as dates_confidence,
    round(figured.rows / articles, 1)   as figures_an_article,
    round(figured.confidence, 3)        as figures_confidence
from by_language
left join (from found where what = 'names') names
    using (language)
left join (from found where what = 'dates') dates
    using (language)
left join (from found where what = 'figures') figured
    using (language)
order by articles desc, language;
