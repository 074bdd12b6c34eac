-- title: What is next
-- description: Dates in the texts that lie ahead of their article's publication.
-- chart: timeline x=begin_date end=end_date label=surface
-- param: since DATE = '1970-01-01'   -- earliest day in the text
-- param: until DATE = '2100-01-01'   -- day after the last in the text
-- param: most INTEGER = 50           -- rows
with ahead as (
    select d.article_id, d.mention_no, d.begin_date, d.end_date, d.surface, d.sentence_no, a.published_date
    from date_mentions d
    join news a
        using (article_id)
    where d.begin_date > a.published_date
        and d.begin_date >= $since
        and d.begin_date < $until
        and a.replaced_by is null
    order by d.begin_date, d.article_id, d.mention_no
    limit $most
)
select
    begin_date,
    end_date,
    surface,
    substr(a.text, s.start_char + 1, s.end_char - s.start_char) as sentence,
    a.headline,
    a.publisher,
    a.published_date,
    article_id
from ahead
join articles a
    using (article_id)
left join sentences s
    using (article_id, sentence_no)
order by begin_date, article_id, mention_no;
