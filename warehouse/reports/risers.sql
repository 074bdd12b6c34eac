-- title: Risers
-- description: Names in more articles of the last seven days than of the seven before.
-- chart: bars x=name y=rise
-- param: day VARCHAR = 'latest'      -- last day of the week: a date, today, or latest (of the last article)
-- param: kind VARCHAR = ''           -- person, organisation, place, group …; empty for all
-- param: language VARCHAR = ''       -- BCP 47 code; empty for all
-- param: most INTEGER = 20           -- rows
with last_day as (
    select case $day
        when 'latest' then (select max(day) from news)
        when 'today' then current_date
        else $day::date
    end as day
),
chosen as materialized (
    select article_id, news.day > last_day.day - 7 as this_week
    from news, last_day
    where news.day > last_day.day - 14
        and news.day <= last_day.day
        and ($language = '' or language = $language)
),
counted as (
    select
        entity_id,
        count(*) filter (where this_week)     as articles,
        count(*) filter (where not this_week) as week_before
    from (
        select distinct m.entity_id, m.article_id
        from entity_mentions m
        semi join chosen
            using (article_id)
        where ($kind = '' or m.kind = $kind)
            and m.rule <> 'agency' -- who sends the news is not in it
    )
    join chosen
        using (article_id)
    group by entity_id
)
select
    e.name,
    e.kind,
    e.country_code as country,
    articles,
    week_before,
    articles - week_before as rise
from counted
join entities e
    using (entity_id)
where articles > week_before
order by rise desc, articles desc, e.name
limit $most;
