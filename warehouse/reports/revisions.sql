-- title: Copies and versions
-- description: Articles that tell the story of another one (copies, excerpts, newer versions), and files whose text was known.
-- param: kind VARCHAR = ''           -- copy, excerpt, revision or duplicate; empty for all
-- param: most INTEGER = 200          -- rows
select
    links.kind                       as what,
    later.headline                   as headline,
    later.publisher                  as publisher,
    earlier.publisher                as earlier_publisher,
    links.article_id                 as article_id,
    links.other_id                   as earlier,
    round(links.share, 2)            as share,
    links.rule                       as joined_by,
    later.loaded_at                  as seen_at
from article_links links
join news later
    using (article_id)
join news earlier
    on earlier.article_id = links.other_id
where $kind in ('', links.kind)
union all
select
    'duplicate',
    d.path,
    null,
    null,
    d.file_sha256,
    d.reason,
    null,
    'text',
    d.finished_at
from drops d
where d.outcome = 'duplicate'
    and $kind in ('', 'duplicate')
order by seen_at desc, headline, earlier
limit $most;
