-- title: Biggest moves
-- description: Figures that went up or down, the largest first, each with its sentence.
-- param: since DATE = '1970-01-01'   -- earliest day of publication
-- param: until DATE = '2100-01-01'   -- day after the last
-- param: unit VARCHAR = '%'          -- UCUM or ISO 4217 code
-- param: most INTEGER = 20           -- rows
with moves as (
    select f.*, a.published_date
    from figures f
    join news a
        using (article_id)
    where f.change_role = 'by'
        and f.direction <> 'none'
        and f.unit_code = $unit
        and coalesce(a.published_date, date '2099-12-31') >= $since
        and coalesce(a.published_date, date '1970-01-01') < $until
        and a.duplicate_of is null
        and a.replaced_by is null
    order by abs(f.signed_value) desc, f.article_id, f.figure_no
    limit $most
)
select
    signed_value                   as moved,
    unit_code                      as unit,
    subject_text                   as subject,
    period_begin,
    period_end,
    substr(a.text, s.start_char + 1, s.end_char - s.start_char) as sentence,
    a.headline,
    a.publisher,
    moves.published_date,
    article_id,
    figure_no
from moves
join articles a
    using (article_id)
left join sentences s
    using (article_id, sentence_no)
order by abs(signed_value) desc, article_id, figure_no;
