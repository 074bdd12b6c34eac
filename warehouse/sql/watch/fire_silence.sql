-- Nothing has arrived for as long as a watch allows: once a silence.
insert into alerts by name
with silent as (
    select
        w.watch_id,
        w.minutes,
        greatest(w.made_at, coalesce((select max(settled_at) from drops where outcome <> 'ignored'), w.made_at)) as since
    from watches w
    where w.kind = 'silence'
        and w.removed_at is null
)
select
    substr(md5(watch_id || ' ' || epoch_us(since)), 1, 16)      as alert_id,
    watch_id,
    'silence'                                                   as kind,
    $fired_at::timestamptz                                      as fired_at,
    date_diff('minute', since, $fired_at::timestamptz)::double  as value,
    $channels::varchar[]                                        as channels,
    []::varchar[]                                               as sent
from silent
where since + to_minutes(minutes) <= $fired_at::timestamptz
    and alert_id not in (select alert_id from alerts)
returning *;
