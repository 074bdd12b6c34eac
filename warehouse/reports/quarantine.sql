-- title: Quarantine by reason
-- description: What was refused and why, the commonest reason first.
select
    p.code,
    count(distinct p.drop_id)    as files,
    any_value(p.sentence)        as example,
    any_value(p.hint)            as hint,
    max(d.finished_at)           as last_at
from problems p
join drops d
    using (drop_id)
group by p.code
order by files desc, p.code;
