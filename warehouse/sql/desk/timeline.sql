-- The dates in the texts from one day to another, and what is said to be on them.
with days as (
    select rowid as row_no
    from date_mentions
    where begin_date >= $since
        and begin_date < $until
        and end_date - begin_date <= $longest
    order by begin_date, end_date, article_id, mention_no
    limit $most
)
select
    d.begin_date,
    d.end_date,
    d.grain,
    d.surface,
    d.article_id,
    d.mention_no,
    substr(a.text, s.start_char + 1, s.end_char - s.start_char) as sentence,
    a.headline,
    a.publisher,
    a.published_date,
    d.begin_date > a.published_date                             as ahead
from days
join date_mentions d
    on d.rowid = days.row_no
join articles a
    on a.article_id = d.article_id
left join sentences s
    on s.article_id = d.article_id
    and s.sentence_no = d.sentence_no
where not $ahead
    or d.begin_date > a.published_date
order by d.begin_date, d.end_date, d.article_id, d.mention_no;
