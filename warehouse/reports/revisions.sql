-- title: Corrections and duplicates
-- description: Articles that replace an earlier version, and files whose text was known.
select
    'revision'                       as what,
    a.headline                       as headline,
    a.article_id                     as article_id,
    a.revision_of                    as earlier,
    a.loaded_at                      as seen_at
from articles a
where a.revision_of is not null
union all
select
    'duplicate',
    d.path,
    d.file_sha256,
    d.reason,
    d.finished_at
from drops d
where d.outcome = 'duplicate'
order by seen_at desc, headline;
