insert into words (rowid, title, heading, caption, quote, body)
values (?, ?, ?, ?, ?, ?);
