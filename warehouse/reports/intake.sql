-- title: Intake by day
-- description: What became of everything that was dropped, day by day: the equation in rows.
-- chart: trend x=day y=loaded
-- param: since DATE = '1970-01-01'   -- earliest day
select
    settled_at::date                                 as day,
    count(*)                                         as dropped,
    count(*) filter (where outcome = 'loaded')       as loaded,
    count(*) filter (where outcome = 'duplicate')    as duplicate,
    count(*) filter (where outcome = 'quarantined')  as quarantined,
    count(*) filter (where outcome = 'ignored')      as ignored,
    count(*) filter (where outcome = 'deferred')     as deferred
from drops
where settled_at >= $since::timestamptz
group by day
order by day desc;
