-- I4: Every loaded file has articles, and every drop that loaded has its file.
select 'file ' || file_sha256
from files
anti join articles
    using (file_sha256)
where outcome = 'loaded'
union all
select 'drop ' || drop_id
from drops
anti join files
    using (file_sha256)
where outcome in ('loaded', 'duplicate');
