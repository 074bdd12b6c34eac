-- title: Biggest moves
-- description: Figures that went up or down, the largest first, each with its sentence.
-- param: since DATE = '1970-01-01'   -- earliest day of publication
-- param: unit VARCHAR = '%'          -- UCUM or ISO 4217 code
-- param: most INTEGER = 20           -- rows
select
    signed_value                   as moved,
    unit,
    subject,
    period_begin,
    period_end,
    sentence,
    headline,
    published_date,
    article_id
from figures_in_context
where change_role = 'by'
    and unit = $unit
    and coalesce(published_date, date '9999-01-01') >= $since
order by abs(signed_value) desc, article_id
limit $most;
