-- title: Arithmetic
-- description: Changes told with both ends in one sentence (`rose 5 percent to 210 from 200`) that do not add up.
-- param: since DATE = '1970-01-01'   -- earliest day of publication
-- param: until DATE = '2100-01-01'   -- day after the last
-- param: holding BOOLEAN = 'false'   -- those that do add up as well
-- param: most INTEGER = 50           -- rows
select
    holds,
    subject,
    from_value,
    to_value,
    said,
    reckoned,
    reckoning,
    sentence,
    headline,
    publisher,
    published_date,
    article_id
from arithmetic($since, $until)
where $holding
    or not holds
order by holds, published_date desc, article_id, said
limit $most;
