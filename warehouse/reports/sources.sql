-- title: Sources and their languages
-- description: Articles by source folder, publisher and language, with what was found in them.
-- chart: bars x=publisher y=articles by=language
-- param: since DATE = '1970-01-01'   -- earliest day
-- param: until DATE = '2100-01-01'   -- day after the last
with chosen as materialized (
    from news
    where day >= $since
        and day < $until
),
counted as (
    select
        coalesce(source, '')              as source,
        coalesce(publisher, '')           as publisher,
        language,
        count(*)                          as articles,
        count(duplicate_of)               as copies,
        sum(word_count)                   as words,
        min(published_date)               as first_day,
        max(published_date)               as last_day
    from chosen
    group by all
),
with_figures as (
    select
        coalesce(source, '')              as source,
        coalesce(publisher, '')           as publisher,
        language,
        sum(figures)                      as figures
    from (select article_id, count(*) as figures from figures group by article_id)
    join chosen
        using (article_id)
    group by all
)
select
    source,
    publisher,
    language,
    articles,
    copies,
    words::bigint                         as words,
    coalesce(figures, 0)::bigint          as figures,
    first_day,
    last_day
from counted
left join with_figures
    using (source, publisher, language)
order by articles desc, source, publisher, language;
