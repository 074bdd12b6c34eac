-- title: Contradictions
-- description: Pairs of figures that cannot both be true, after units, rounding, bounds and newer versions; the surest first.
-- param: days INTEGER = 31           -- articles of the last days before the newest
-- param: about VARCHAR = ''          -- word of the subject; empty for all
-- param: most INTEGER = 50           -- rows
select
    subject,
    period_begin,
    period_end,
    one_value,
    other_value,
    one_publisher,
    other_publisher,
    one_sentence,
    other_sentence,
    one_published,
    other_published,
    weight,
    one_article,
    other_article
from contradictions((select max(published_date) - $days from articles), date '2100-01-01')
where $about = ''
    or contains(subject, lower($about))
order by weight desc, one_article, other_article
limit $most;
