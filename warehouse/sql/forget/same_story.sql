-- Files whose drops were duplicates of an article: they hold its text too.
select distinct file_sha256
from drops
where outcome = 'duplicate'
    and file_sha256 is not null
    and reason in (select $same_story || unnest($article_ids::varchar[]));
