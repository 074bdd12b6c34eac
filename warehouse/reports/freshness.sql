-- title: Freshness
-- description: How long loading takes and how new the news is, by source: from rest to rows, from publication to rows.
-- param: since DATE = '1970-01-01'   -- earliest day of loading
with landed as (
    select
        coalesce(d.source, '')                                           as source,
        d.file_sha256,
        d.outcome,
        d.finished_at,
        date_diff('millisecond', d.settled_at, d.finished_at) / 1000     as seconds
    from drops d
    where d.finished_at >= $since::timestamptz
),
published as (
    select
        file_sha256,
        min(loaded_at)                                                   as loaded_at,
        max(coalesce(published_at, published_date::timestamptz))         as published_at
    from articles
    group by file_sha256
)
select
    source,
    count(*)                                                             as files,
    count(*) filter (where outcome = 'loaded')                           as loaded,
    max(finished_at)                                                     as last_at,
    round(quantile_cont(seconds, 0.5), 1)                                as seconds_median,
    round(quantile_cont(seconds, 0.95), 1)                               as seconds_slowest_twentieth,
    max(published_at)                                                    as newest_published,
    round(median(date_diff('minute', published_at, loaded_at)) / 60, 1)  as hours_from_publication_median
from landed
left join published
    using (file_sha256)
group by source
order by last_at desc, source;
