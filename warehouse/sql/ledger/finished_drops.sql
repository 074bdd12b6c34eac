select drop_id, outcome, reason
from drops
where drop_id in (select unnest($drop_ids::varchar[]))
    and outcome <> 'deferred';
