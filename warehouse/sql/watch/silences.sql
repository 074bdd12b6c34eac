-- Watches for silence that are about to fire, on the published copy: asked every now and then, without a lock.
select count(*)
from (
    select
        w.watch_id,
        w.minutes,
        greatest(w.made_at, coalesce((select max(settled_at) from drops where outcome <> 'ignored'), w.made_at)) as since
    from watches w
    where w.kind = 'silence'
        and w.removed_at is null
)
where since + to_minutes(minutes) <= $now::timestamptz
    and substr(md5(watch_id || ' ' || epoch_us(since)), 1, 16) not in (select alert_id from alerts);
