-- title: Who is in the news
-- description: The names in most articles, each with how often it is mentioned; by day, language or source where asked.
-- chart: bars x=name y=mentions
-- param: since DATE = '1970-01-01'   -- earliest day
-- param: until DATE = '2100-01-01'   -- day after the last
-- param: kind VARCHAR = ''           -- person, organisation, place, group …; empty for all
-- param: language VARCHAR = ''       -- BCP 47 code; empty for all
-- param: source VARCHAR = ''         -- sub-folder of the inbox; empty for all
-- param: each VARCHAR = ''           -- a row for each day, language, source or publisher; empty for one row a name
-- param: most INTEGER = 20           -- rows; for each day, language … where asked
with chosen as materialized (
    select
        article_id,
        day,
        case $each
            when 'day' then day::varchar
            when 'language' then language
            when 'source' then source
            when 'publisher' then publisher
        end as within
    from news
    where day >= $since
        and day < $until
        and ($language = '' or language = $language)
        and ($source = '' or source = $source)
),
in_article as (
    select hash(entity_id) as entity, hash(article_id) as article, count(*) as mentions
    from entity_mentions
    semi join chosen
        using (article_id)
    where ($kind = '' or kind = $kind)
        and rule <> 'agency' -- who sends the news is not in it
    group by all
),
counted as (
    select
        chosen.within,
        in_article.entity,
        sum(in_article.mentions) as mentions,
        count(*)                 as articles,
        min(chosen.day)          as first_day,
        max(chosen.day)          as last_day
    from in_article
    join chosen
        on hash(chosen.article_id) = in_article.article
    group by all
)
select
    within,
    e.name,
    e.kind,
    e.country_code as country,
    mentions::bigint as mentions,
    articles,
    first_day,
    last_day
from counted
join entities e
    on hash(e.entity_id) = counted.entity
qualify row_number() over (partition by within order by articles desc, mentions desc, e.name) <= $most
order by within, articles desc, mentions desc, e.name;
