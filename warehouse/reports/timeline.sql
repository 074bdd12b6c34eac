-- title: Timeline
-- description: What is said to have happened, or to come, by the dates in the texts.
-- chart: timeline x=begin_date end=end_date label=surface
-- param: since DATE = '1970-01-01'   -- earliest day in the text
-- param: until DATE = '2100-01-01'   -- day after the last in the text
-- param: about VARCHAR = ''          -- word of the sentence, or name in it; empty for all
-- param: grain VARCHAR = ''          -- day, month, quarter, year …; empty for all
-- param: most INTEGER = 50           -- rows
with speaking as materialized (
    select article_id
    from articles
    where $about <> ''
        and contains(lower(text), lower($about))
),
dated as (
    select
        d.article_id,
        d.mention_no,
        d.begin_date,
        d.end_date,
        d.grain,
        d.surface,
        d.sentence_no
    from date_mentions d
    where d.begin_date >= $since
        and d.begin_date < $until
        and ($grain = '' or d.grain = $grain)
),
-- The sentences are cut for the first rows alone, unless they are searched: then in articles that have the word.
first_dated as (
    from dated
    where $about = ''
    order by begin_date, end_date, article_id, mention_no
    limit $most
),
read as (
    from first_dated
    union all
    from dated
    where $about <> ''
        and article_id in (from speaking)
),
-- Placed before the texts are read: a text beside each date would fill the memory.
placed as materialized (
    select read.*, s.start_char, s.end_char
    from read
    left join sentences s
        using (article_id, sentence_no)
)
select
    begin_date,
    placed.end_date,
    grain,
    surface,
    substr(a.text, placed.start_char + 1, placed.end_char - placed.start_char) as sentence,
    a.headline,
    a.publisher,
    a.published_date,
    article_id
from placed
join articles a
    using (article_id)
where $about = ''
    or contains(lower(substr(a.text, placed.start_char + 1, placed.end_char - placed.start_char)), lower($about))
order by begin_date, end_date, article_id, mention_no
limit $most;
