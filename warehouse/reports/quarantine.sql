-- title: Quarantine by reason
-- description: What was refused and why, the commonest reason first.
-- chart: bars x=code y=files
-- param: since DATE = '1970-01-01'   -- earliest day of refusal
select
    p.code,
    count(distinct p.drop_id)    as files,
    any_value(p.sentence)        as example,
    any_value(d.path)            as example_file,
    any_value(p.hint)            as hint,
    min(d.finished_at)           as first_at,
    max(d.finished_at)           as last_at
from problems p
join drops d
    using (drop_id)
where d.finished_at >= $since::timestamptz
group by p.code
order by files desc, p.code;
