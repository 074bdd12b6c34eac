-- DuckDB: articles to index, each with the pieces of its story.
with pieces as (
    select article_id, list({'kind': kind, 'start_char': start_char, 'end_char': end_char} order by block_no) as pieces
    from blocks
    where article_id in (select unnest($article_ids::varchar[]))
        and kind in ('title', 'heading', 'caption', 'quote', 'body')
    group by article_id
)
select
    article_id,
    epoch_us(a.loaded_at),
    news.day::varchar,
    coalesce(a.language, 'und'),
    coalesce(news.source, ''),
    coalesce(a.headline, ''),
    a.text,
    coalesce(pieces.pieces, [])
from articles a
join news
    using (article_id)
left join pieces
    using (article_id)
where article_id in (select unnest($article_ids::varchar[]));
