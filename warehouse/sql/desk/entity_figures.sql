-- The newest figures whose subject is an entity.
with about as (
    select rowid as row_no, article_id, figure_no, sentence_no
    from figures
    where subject_entity_id = $entity_id
),
newest as (
    select about.*, a.published_date, a.headline, a.publisher, a.rowid as article_row
    from about
    join articles a
        using (article_id)
    order by a.published_date desc nulls last, about.article_id, about.figure_no
    limit $most
)
select
    newest.published_date,
    newest.publisher,
    newest.headline,
    newest.article_id,
    newest.figure_no,
    f.surface,
    f.subject_text,
    f.kind,
    f.value,
    f.signed_value,
    f.low,
    f.high,
    f.unit_code,
    f.per_unit,
    f.direction,
    f.change_role,
    f.period_begin,
    f.period_end
from newest
join figures f
    on f.rowid = newest.row_no
order by newest.published_date desc nulls last, newest.article_id, newest.figure_no;
