-- title: Sources and their languages
-- description: Articles by source folder, publisher and language, with what was found in them.
select
    coalesce(any_source.source, '')      as source,
    coalesce(a.publisher, '')            as publisher,
    a.language,
    count(*)                             as articles,
    sum(a.word_count)                    as words,
    min(a.published_date)                as first_day,
    max(a.published_date)                as last_day
from articles a
left join (
    select file_sha256, min(source) as source
    from drops
    where outcome = 'loaded'
    group by file_sha256
) any_source
    using (file_sha256)
group by all
order by articles desc, source, publisher, language;
