-- title: Figures about something
-- description: Every figure whose subject or sentence speaks of it.
-- param: about VARCHAR = ''          -- word or name; empty for all
-- param: kind VARCHAR = ''           -- money, percent, count …; empty for all
-- param: most INTEGER = 50           -- rows
select
    published_date,
    subject,
    signed_value   as value,
    unit,
    direction,
    change_role    as role,
    period_begin,
    period_end,
    sentence,
    article_id
from figures_in_context
where (contains(lower(coalesce(subject, '')), lower($about)) or contains(lower(coalesce(sentence, '')), lower($about)))
    and ($kind = '' or kind = $kind)
order by published_date desc nulls last, article_id, figure_no
limit $most;
