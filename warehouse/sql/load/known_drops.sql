-- Drops that were decided by what is in them; one that was ignored or deferred is open to another look.
select drop_id, outcome, reason
from drops
where drop_id in (select unnest($drop_ids::varchar[]))
    and outcome in ('loaded', 'duplicate', 'quarantined');
