-- The arrivals that were refused last, each with its first reason.
select
    d.path,
    d.finished_at,
    d.reason,
    first(p.code order by p.code)     as code,
    first(p.sentence order by p.code) as sentence
from (
    select drop_id, path, finished_at, reason
    from drops
    where outcome = 'quarantined'
    order by finished_at desc, drop_id
    limit $most
) d
left join problems p
    using (drop_id)
group by all
order by d.finished_at desc, d.path;
