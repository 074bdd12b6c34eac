-- More files refused within the last hour than a watch allows: once an hour, by the file that was one too many.
insert into alerts by name
with refused as (
    select drop_id, settled_at
    from drops
    where outcome = 'quarantined'
        and settled_at > $fired_at::timestamptz - interval 1 hour
),
grown as (
    select w.watch_id, w.files, count(*) as files_now, list(refused.drop_id order by refused.settled_at, refused.drop_id) as drop_ids
    from watches w, refused
    where w.kind = 'quarantine'
        and w.removed_at is null
        and w.watch_id not in (select watch_id from alerts where fired_at > $fired_at::timestamptz - interval 1 hour)
    group by all
    having count(*) > w.files
)
select
    substr(md5(watch_id || ' ' || drop_ids[files + 1]), 1, 16) as alert_id,
    watch_id,
    'quarantine'                                               as kind,
    $fired_at::timestamptz                                     as fired_at,
    files_now                                                  as value,
    $channels::varchar[]                                       as channels,
    []::varchar[]                                              as sent
from grown
where alert_id not in (select alert_id from alerts)
returning *;
