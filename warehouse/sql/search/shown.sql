-- DuckDB: what is shown of the articles found: head, text, and where its sentences are.
with told as (
    select
        s.article_id,
        list({'kind': b.kind, 'start_char': s.start_char, 'end_char': s.end_char} order by s.sentence_no) as sentences
    from sentences s
    left join blocks b
        using (article_id, block_no)
    where s.article_id in (select unnest($article_ids::varchar[]))
    group by s.article_id
)
select
    article_id,
    a.headline,
    a.publisher,
    a.url,
    a.text,
    coalesce(told.sentences, [])
from articles a
left join told
    using (article_id)
where article_id in (select unnest($article_ids::varchar[]));
