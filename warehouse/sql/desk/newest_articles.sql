-- The articles that came in last; only those few are looked into.
with newest as (
    select rowid as row_no
    from articles
    order by loaded_at desc, article_id
    limit $most
)
select
    a.article_id,
    a.headline,
    a.publisher,
    a.published_date,
    a.language,
    a.word_count,
    a.loaded_at,
    a.revision_of,
    a.duplicate_of,
    (
        select left(substr(a.text, b.start_char + 1, b.end_char - b.start_char), 400)
        from blocks b
        where b.article_id = a.article_id
            and b.kind = 'body'
        order by b.block_no
        limit 1
    ) as opening
from newest
join articles a
    on a.rowid = newest.row_no
order by a.loaded_at desc, a.article_id;
