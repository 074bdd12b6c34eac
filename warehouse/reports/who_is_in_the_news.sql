-- title: Who is in the news
-- description: The names most often mentioned, with the articles they stand in.
-- param: since DATE = '1970-01-01'   -- earliest day of publication
-- param: kind VARCHAR = ''           -- person, organisation, place, group …; empty for all
-- param: most INTEGER = 20           -- rows
select
    name,
    kind,
    country_code     as country,
    sum(mentions)    as mentions,
    sum(articles)    as articles,
    max(day)         as last_day
from top_entities_by_day
where day >= $since
    and ($kind = '' or kind = $kind)
group by all
order by articles desc, mentions desc, name
limit $most;
