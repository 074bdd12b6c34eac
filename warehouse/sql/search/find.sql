select documents.article_id, documents.day, documents.language, documents.source, -best.rank
from (
    select rowid as document, rank
    from words
    where words match :query
    order by rank
    limit :most
) best
join documents
    using (document)
order by best.rank, documents.day desc, documents.article_id;
