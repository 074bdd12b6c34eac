select file_sha256, outcome
from files
where file_sha256 in (select unnest($hashes::varchar[]))
    and outcome in ('loaded', 'duplicate');
