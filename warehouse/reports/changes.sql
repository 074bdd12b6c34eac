-- title: What changed
-- description: Figures that a newer version of an article changed, added or took out, with both sentences.
-- param: since DATE = '1970-01-01'   -- earliest day of publication
-- param: until DATE = '2100-01-01'   -- day after the last
-- param: what VARCHAR = ''           -- changed, added or removed; empty for all
-- param: most INTEGER = 50           -- rows
select
    what,
    subject,
    before,
    after,
    sentence_before,
    sentence_after,
    headline,
    publisher,
    changed_at,
    article_id,
    earlier_id
from changed_figures($since, $until)
where $what in ('', what)
order by changed_at desc nulls last, article_id, before, after
limit $most;
