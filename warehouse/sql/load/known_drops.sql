select drop_id, outcome, reason, file_sha256
from drops
where drop_id in (select unnest($drop_ids::varchar[]))
    and outcome <> 'deferred';
