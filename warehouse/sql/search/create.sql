-- The index that `dateline search` looks in: SQLite's FTS5, beside the warehouse and made from it.
create table if not exists documents (
    document   integer primary key,
    article_id text not null unique,
    loaded_at  integer not null,  -- microseconds: another one is another reading of the article
    day        text not null,
    language   text not null,
    source     text not null,
    kept       blob not null      -- what was indexed, compressed: FTS5 takes out only what it is told again
);
create table if not exists made_from (stamp text not null);
create virtual table if not exists words using fts5 (
    title, heading, caption, quote, body,
    content = '',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
);
insert into words (words, rank) values ('rank', 'bm25(4.0, 2.0, 1.0, 1.0, 1.0)');

pragma user_version = 1;
