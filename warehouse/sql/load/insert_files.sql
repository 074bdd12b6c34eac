-- A content that was refused before and is loaded now keeps the moment it first came.
insert or replace into files by name
select
    arriving.* replace (coalesce(files.first_seen_at, arriving.first_seen_at) as first_seen_at)
from arriving_files arriving
left join files
    using (file_sha256);
