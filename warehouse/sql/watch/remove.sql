update watches
set removed_at = $removed_at
where watch_id = $watch_id
    and removed_at is null;
