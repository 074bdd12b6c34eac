-- Articles of a load that name what is watched: one alert each, at the first mention. Copies of a story do not fire.
insert into alerts by name
with arrived as materialized (
    select article_id
    from articles
    semi join arriving_news
        using (article_id)
    where duplicate_of is null
),
named as (
    select
        m.article_id,
        m.mention_no,
        unnest([m.entity_id, lower(e.name), lower(m.surface)]) as name
    from entity_mentions m
    semi join arrived
        using (article_id)
    join entities e
        using (entity_id)
    where m.rule <> 'agency' -- who sends the news is not in it
)
select
    substr(md5(w.watch_id || ' ' || named.article_id), 1, 16) as alert_id,
    w.watch_id                                                as watch_id,
    'entity'                                                  as kind,
    $fired_at::timestamptz                                    as fired_at,
    named.article_id                                          as article_id,
    min(named.mention_no)                                     as mention_no,
    $channels::varchar[]                                      as channels,
    []::varchar[]                                             as sent
from named
join watches w
    on lower(w.entity) = named.name
where w.kind = 'entity'
    and w.removed_at is null
group by w.watch_id, named.article_id
having alert_id not in (select alert_id from alerts)
returning *;
