insert into alerts by name
select
    $alert_id::varchar     as alert_id,
    $watch_id::varchar     as watch_id,
    $kind::varchar         as kind,
    $fired_at::timestamptz as fired_at,
    $article_id::varchar   as article_id,
    $mention_no::integer   as mention_no,
    $figure_no::integer    as figure_no,
    $value::double         as value,
    $before::double        as before,
    $channels::varchar[]   as channels,
    $sent::varchar[]       as sent
where $alert_id not in (select alert_id from alerts);
