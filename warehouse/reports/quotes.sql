-- title: Quotes
-- description: Who said what, the newest first; those of one speaker where a name is given.
-- param: speaker VARCHAR = ''        -- part of the speaker's name; empty for all
-- param: about VARCHAR = ''          -- word of what was said; empty for all
-- param: direct BOOLEAN = 'false'    -- only words between quotation marks
-- param: since DATE = '1970-01-01'   -- earliest day
-- param: until DATE = '2100-01-01'   -- day after the last
-- param: most INTEGER = 50           -- rows
with said as (
    select
        q.article_id,
        q.quote_no,
        coalesce(e.name, q.speaker_text) as speaker,
        q.verb,
        q.direct,
        q.start_char,
        q.end_char,
        a.day
    from quotes q
    join news a
        using (article_id)
    left join entities e
        on e.entity_id = q.speaker_entity_id
    where (q.direct or not $direct)
        and a.duplicate_of is null
        and a.replaced_by is null
        and a.day >= $since
        and a.day < $until
        and ($speaker = '' or contains(lower(coalesce(e.name, q.speaker_text)), lower($speaker)))
),
first_said as (
    from said
    where $about = ''
    order by day desc, article_id, quote_no
    limit $most
),
read as (
    from first_said
    union all
    from said
    where $about <> ''
)
select
    speaker,
    verb,
    substr(a.text, start_char + 1, end_char - start_char) as said,
    direct,
    day,
    a.headline,
    a.publisher,
    article_id
from read
join articles a
    using (article_id)
where $about = ''
    or contains(lower(substr(a.text, start_char + 1, end_char - start_char)), lower($about))
order by day desc, article_id, quote_no
limit $most;
