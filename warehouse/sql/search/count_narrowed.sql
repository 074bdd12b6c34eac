select count(*)
from words
join documents
    on documents.document = words.rowid
where words match :query
    and (:language = '' or documents.language = :language)
    and (:source = '' or documents.source = :source)
    and documents.day >= :since
    and documents.day < :until;
