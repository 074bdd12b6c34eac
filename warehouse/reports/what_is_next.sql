-- title: What is next
-- description: Dates in the texts that lie ahead of their article's publication.
-- param: since DATE = '1970-01-01'   -- earliest day in the text
-- param: most INTEGER = 50           -- rows
select
    begin_date,
    end_date,
    surface,
    sentence,
    headline,
    published_date,
    article_id
from timeline
where begin_date > published_date
    and begin_date >= $since
order by begin_date, article_id, mention_no
limit $most;
