insert into words (words, rowid, title, heading, caption, quote, body)
values ('delete', ?, ?, ?, ?, ?, ?);
