-- What the desk wants to be told of, and what fired.

create table watches (
    watch_id    varchar,
    made_at     timestamptz,
    removed_at  timestamptz,
    kind        varchar,
    entity      varchar,
    about       varchar,
    unit        varchar,
    figure_kind varchar,
    moves       double,
    crosses     double,
    files       integer,
    minutes     integer
);
comment on table watches is 'One row per thing that somebody watches for.';
comment on column watches.watch_id is 'Its id.';
comment on column watches.made_at is 'When it was made: what was loaded before does not fire it.';
comment on column watches.removed_at is 'When it was taken back; null while it watches.';
comment on column watches.kind is 'entity, figure, quarantine or silence.';
comment on column watches.entity is 'Name or id of an entity; of a figure, the one that its sentence names.';
comment on column watches.about is 'Words of the figure''s subject.';
comment on column watches.unit is 'Unit of the figure: UCUM or ISO 4217 code, or as written; empty for all.';
comment on column watches.figure_kind is 'Kind of the figure; empty for all.';
comment on column watches.moves is 'Fires when the figure moves by more than this.';
comment on column watches.crosses is 'Fires when the figure crosses this value.';
comment on column watches.files is 'Fires when more files than this are refused within an hour.';
comment on column watches.minutes is 'Fires when nothing has arrived for so many minutes.';

create table alerts (
    alert_id   varchar,
    watch_id   varchar,
    kind       varchar,
    fired_at   timestamptz,
    article_id varchar,
    mention_no integer,
    figure_no  integer,
    value      double,
    before     double,
    channels   varchar[],
    sent       varchar[]
);
comment on table alerts is 'One row per time that a watch fired: once for an article, an hour or a silence.';
comment on column alerts.alert_id is 'Its id, from the watch and what fired it: the same after a crash.';
comment on column alerts.watch_id is 'The watch.';
comment on column alerts.kind is 'Kind of the watch.';
comment on column alerts.fired_at is 'When.';
comment on column alerts.article_id is 'The article that fired it; null for quarantine and silence.';
comment on column alerts.mention_no is 'The first mention of the entity in it.';
comment on column alerts.figure_no is 'The figure in it that moved furthest.';
comment on column alerts.value is 'The figure''s value (with the sign of the change where the article tells a change), the files, or the minutes.';
comment on column alerts.before is 'The value that the figure had before, by the same sentence or by the last article that told it.';
comment on column alerts.channels is 'Where it was to be sent when it fired: file, webhook, mail; empty where nothing was configured.';
comment on column alerts.sent is 'Where it has been sent.';

-- Whether the words of a watch stand in a subject; scripts without spaces have no edges of words.
create macro speaks_of(subject, words) as
    contains(' ' || subject || ' ', ' ' || words || ' ')
    or (regexp_matches(words, '[\x{0E00}-\x{0EFF}\x{1000}-\x{109F}\x{1780}-\x{17FF}\x{3040}-\x{30FF}\x{3400}-\x{9FFF}]') and contains(subject, words));

-- When an article is of: the moment of publication, else its day, else when it came.
create macro told_at(published_at, published_date, loaded_at) as
    coalesce(published_at, published_date::timestamptz, loaded_at);
