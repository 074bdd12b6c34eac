-- title: Countries in the news
-- description: Countries and their peoples by the articles that name them, whatever the language.
-- chart: bars x=country y=mentions
-- param: since DATE = '1970-01-01'   -- earliest day
-- param: until DATE = '2100-01-01'   -- day after the last
-- param: most INTEGER = 50           -- rows
with chosen as materialized (
    select article_id, language
    from news
    where day >= $since
        and day < $until
),
countries as materialized (
    select entity_id, country_code
    from entities
    where country_code is not null
),
in_article as (
    select countries.country_code, m.article_id, count(*) as mentions
    from entity_mentions m
    join countries
        using (entity_id)
    semi join chosen
        using (article_id)
    group by all
)
select
    country_code              as country,
    count(*)                  as articles,
    sum(mentions)::bigint     as mentions,
    count(distinct language)  as languages
from in_article
join chosen
    using (article_id)
group by country_code
order by articles desc, country_code
limit $most;
