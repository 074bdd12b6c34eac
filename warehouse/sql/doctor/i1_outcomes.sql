-- I1: Every drop in the ledger has one of the known outcomes.
select drop_id
from drops
where outcome not in ('loaded', 'duplicate', 'quarantined', 'ignored', 'deferred')
    or outcome is null;
