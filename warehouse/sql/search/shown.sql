-- DuckDB: what is shown of the articles found: head, text, and where its sentences are.
with wanted as materialized (
    select unnest($article_ids::varchar[]) as article_id
),
pieces as (
    select article_id, block_no, kind
    from blocks
    semi join wanted
        using (article_id)
),
told as (
    select article_id, sentence_no, block_no, start_char, end_char
    from sentences
    semi join wanted
        using (article_id)
),
sentences_of as (
    select
        article_id,
        list(
            {'kind': pieces.kind, 'start_char': told.start_char, 'end_char': told.end_char}
            order by told.sentence_no
        ) as sentences
    from told
    left join pieces
        using (article_id, block_no)
    group by article_id
)
select
    article_id,
    a.headline,
    a.publisher,
    a.url,
    a.text,
    coalesce(sentences_of.sentences, [])
from articles a
semi join wanted
    using (article_id)
left join sentences_of
    using (article_id);
