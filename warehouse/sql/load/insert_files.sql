-- A content that was refused before and is loaded now keeps the moment it first came.
merge into files
using (
    select
        arriving.* replace (coalesce(files.first_seen_at, arriving.first_seen_at) as first_seen_at)
    from arriving_files arriving
    left join files
        using (file_sha256)
) news
using (file_sha256)
when matched then update by name
when not matched then insert by name;
