delete from documents
where document = ?;
