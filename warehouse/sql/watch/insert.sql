insert into watches by name
select
    $watch_id::varchar        as watch_id,
    $made_at::timestamptz     as made_at,
    $removed_at::timestamptz  as removed_at,
    $kind::varchar            as kind,
    $entity::varchar          as entity,
    $about::varchar           as about,
    $unit::varchar            as unit,
    $figure_kind::varchar     as figure_kind,
    $moves::double            as moves,
    $crosses::double          as crosses,
    $files::integer           as files,
    $minutes::integer         as minutes
where $watch_id not in (select watch_id from watches);
