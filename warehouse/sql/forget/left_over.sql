-- Contents that the ledger still names for arrivals that were forgotten.
select distinct file_sha256
from drops
where drop_id in (select unnest($drop_ids::varchar[]))
    and file_sha256 is not null;
