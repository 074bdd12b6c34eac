insert into documents (article_id, loaded_at, day, language, source, kept)
values (?, ?, ?, ?, ?, ?);
