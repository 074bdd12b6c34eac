-- title: Timeline
-- description: What is said to have happened, or to come, by the dates in the texts.
-- param: since DATE = '1970-01-01'   -- earliest day in the text
-- param: until DATE = '2100-01-01'   -- day after the last in the text
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
where begin_date >= $since
    and begin_date < $until
order by begin_date, end_date, article_id, mention_no
limit $most;
