select documents.article_id, documents.day, documents.language, documents.source, -words.rank
from words
join documents
    on documents.document = words.rowid
where words match :query
    and (:language = '' or documents.language = :language)
    and (:source = '' or documents.source = :source)
    and documents.day >= :since
    and documents.day < :until
order by words.rank, documents.day desc, documents.article_id
limit :most;
