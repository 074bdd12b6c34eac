-- Every table and view of the warehouse, each column with its comment. Offsets are Unicode code points, half-open, into
-- articles.text: substr(text, start_char + 1, end_char - start_char) = surface.

create table migrations (
    version    integer primary key,
    name       varchar not null,
    applied_at timestamptz not null
);

create table loads (
    load_id          varchar,
    flow_run_id      varchar,
    started_at       timestamptz,
    committed_at     timestamptz,
    files            integer,
    articles         integer,
    pipeline_version varchar
);
comment on table loads is 'One row per transaction that loaded files.';
comment on column loads.load_id is 'Id of the load.';
comment on column loads.flow_run_id is 'Prefect flow run that made it; null when it ran without Prefect.';
comment on column loads.started_at is 'When its files were taken.';
comment on column loads.committed_at is 'When its rows were written.';
comment on column loads.files is 'Files in it, refused ones included.';
comment on column loads.articles is 'Articles in it.';
comment on column loads.pipeline_version is 'Version of Dateline.';

create table files (
    file_sha256   varchar primary key,
    media_type    varchar,
    encoding      varchar,
    byte_size     bigint,
    vault_path    varchar,
    outcome       varchar,
    problem_code  varchar,
    load_id       varchar,
    first_seen_at timestamptz,
    loaded_at     timestamptz
);
comment on table files is 'One row per distinct content that was dropped.';
comment on column files.file_sha256 is 'SHA-256 of the bytes.';
comment on column files.media_type is 'What the bytes are, whatever the name says.';
comment on column files.encoding is 'Encoding the text was read in.';
comment on column files.byte_size is 'Size in bytes.';
comment on column files.vault_path is 'Where the original is, below vault/.';
comment on column files.outcome is 'loaded, duplicate (its text was known in another file) or quarantined.';
comment on column files.problem_code is 'First problem, where it was refused.';
comment on column files.load_id is 'Load that decided it.';
comment on column files.first_seen_at is 'When this content first came.';
comment on column files.loaded_at is 'When its articles were written.';

create table drops (
    drop_id     varchar primary key,
    path        varchar,
    source      varchar,
    file_sha256 varchar,
    outcome     varchar,
    reason      varchar,
    settled_at  timestamptz,
    finished_at timestamptz,
    load_id     varchar
);
comment on table drops is 'One row per arrival of a file: what became of it.';
comment on column drops.drop_id is 'Id of the arrival: the same file at the same place, unchanged, is the same arrival.';
comment on column drops.path is 'Where it was dropped; bytes that are not UTF-8 are shown as escapes.';
comment on column drops.source is 'Sub-folder of the inbox that it came in; null at the top.';
comment on column drops.file_sha256 is 'Its content; null where it was never read.';
comment on column drops.outcome is 'loaded, duplicate, quarantined, ignored or deferred.';
comment on column drops.reason is 'Why, in a sentence, where it was not simply loaded.';
comment on column drops.settled_at is 'When it had come to rest.';
comment on column drops.finished_at is 'When its outcome was written; null while deferred.';
comment on column drops.load_id is 'Load that decided it.';

create table problems (
    file_sha256 varchar,
    drop_id     varchar,
    code        varchar,
    sentence    varchar,
    field       varchar,
    byte_start  bigint,
    byte_end    bigint,
    hint        varchar
);
comment on table problems is 'One row per reason for a refusal.';
comment on column problems.file_sha256 is 'The content that was refused.';
comment on column problems.drop_id is 'The arrival that was refused.';
comment on column problems.code is 'Code from the closed list in docs/problems.md.';
comment on column problems.sentence is 'What is wrong, for a person.';
comment on column problems.field is 'Path of the field at fault.';
comment on column problems.byte_start is 'First byte at fault.';
comment on column problems.byte_end is 'Byte after the last at fault.';
comment on column problems.hint is 'How to mend it.';

create table articles (
    article_id           varchar,
    file_sha256          varchar,
    text_sha256          varchar,
    headline             varchar,
    byline               varchar,
    authors              varchar[],
    dateline             varchar,
    publisher            varchar,
    url                  varchar,
    published_at         timestamptz,
    published_date       date,
    published_precision  varchar,
    published_source     varchar,
    published_confidence double,
    modified_at          timestamptz,
    language             varchar,
    language_confidence  double,
    language_source      varchar,
    text                 varchar,
    word_count           integer,
    duplicate_of         varchar,
    revision_of          varchar,
    enricher_version     varchar,
    load_id              varchar,
    loaded_at            timestamptz
);
comment on table articles is 'One row per article.';
comment on column articles.article_id is 'First 16 digits of the file hash, and the number of the article in the file.';
comment on column articles.file_sha256 is 'The file that it was read from.';
comment on column articles.text_sha256 is 'Hash of the words of the story: equal for the same story in any wrapper.';
comment on column articles.headline is 'Headline.';
comment on column articles.byline is 'Byline as written.';
comment on column articles.authors is 'The people of the byline.';
comment on column articles.dateline is 'Dateline as written: place, date, agency.';
comment on column articles.publisher is 'Who published it.';
comment on column articles.url is 'Its address.';
comment on column articles.published_at is 'Moment of publication, where one is known.';
comment on column articles.published_date is 'Day of publication: what relative dates are counted from.';
comment on column articles.published_precision is 'year, month, day, minute or second.';
comment on column articles.published_source is 'What said so: metadata, date_line, byline, dateline, caption, lede_weekday, file_name, url.';
comment on column articles.published_confidence is 'How sure that is, 0 to 1.';
comment on column articles.modified_at is 'When the publisher last changed it.';
comment on column articles.language is 'BCP 47 code; und where it cannot be said.';
comment on column articles.language_confidence is 'How sure that is, 0 to 1.';
comment on column articles.language_source is 'What said so; for und, the reason.';
comment on column articles.text is 'The whole text, never rewritten.';
comment on column articles.word_count is 'Words of the story.';
comment on column articles.duplicate_of is 'Article of which this is a syndicated copy.';
comment on column articles.revision_of is 'Earlier version of this article.';
comment on column articles.enricher_version is 'Version of the code and models that found its rows.';
comment on column articles.load_id is 'Load that wrote it.';
comment on column articles.loaded_at is 'When that was.';

create table blocks (
    article_id varchar,
    block_no   integer,
    kind       varchar,
    start_char integer,
    end_char   integer,
    rule       varchar
);
comment on table blocks is 'One row per labelled piece of the text.';
comment on column blocks.article_id is 'Its article.';
comment on column blocks.block_no is 'Its number in the article, from 0.';
comment on column blocks.kind is 'nav, title, byline, date, caption, heading, body, quote, tail or dup (an exact repeat).';
comment on column blocks.start_char is 'First character.';
comment on column blocks.end_char is 'Character after the last.';
comment on column blocks.rule is 'What gave it its label.';

create table sentences (
    article_id  varchar,
    sentence_no integer,
    start_char  integer,
    end_char    integer,
    block_no    integer
);
comment on table sentences is 'One row per sentence of the story (title, captions, headings, body, quotes).';
comment on column sentences.article_id is 'Its article.';
comment on column sentences.sentence_no is 'Its number in the article, from 0.';
comment on column sentences.start_char is 'First character.';
comment on column sentences.end_char is 'Character after the last.';
comment on column sentences.block_no is 'Block it stands in.';

create table entities (
    entity_id     varchar,
    kind          varchar,
    name          varchar,
    country_code  varchar,
    wikidata_id   varchar,
    first_seen_at timestamptz
);
comment on table entities is 'One row per thing in the world that is named.';
comment on column entities.entity_id is 'Id, from kind and name: the same in every warehouse.';
comment on column entities.kind is 'person, organisation, place, group, event, product, work, law or other.';
comment on column entities.name is 'Fullest name.';
comment on column entities.country_code is 'ISO 3166-1 alpha-2 of a country or its people.';
comment on column entities.wikidata_id is 'Wikidata id, where one is known.';
comment on column entities.first_seen_at is 'When it was first loaded.';

create table entity_mentions (
    article_id  varchar,
    mention_no  integer,
    sentence_no integer,
    start_char  integer,
    end_char    integer,
    surface     varchar,
    kind        varchar,
    entity_id   varchar,
    confidence  double,
    engine      varchar,
    rule        varchar
);
comment on table entity_mentions is 'One row per mention of a named thing.';
comment on column entity_mentions.article_id is 'Its article.';
comment on column entity_mentions.mention_no is 'Its number in the article, from 0.';
comment on column entity_mentions.sentence_no is 'Sentence it stands in.';
comment on column entity_mentions.start_char is 'First character.';
comment on column entity_mentions.end_char is 'Character after the last.';
comment on column entity_mentions.surface is 'The words as written.';
comment on column entity_mentions.kind is 'Kind of thing.';
comment on column entity_mentions.entity_id is 'The thing itself.';
comment on column entity_mentions.confidence is '0 to 1.';
comment on column entity_mentions.engine is 'Model package, or document for the pass over the whole text.';
comment on column entity_mentions.rule is 'Step that found it.';

create table date_mentions (
    article_id  varchar,
    mention_no  integer,
    sentence_no integer,
    start_char  integer,
    end_char    integer,
    surface     varchar,
    type        varchar,
    value       varchar,
    mod         varchar,
    quant       varchar,
    freq        varchar,
    begin_date  date,
    end_date    date,
    grain       varchar,
    edtf        varchar,
    "function"  varchar,
    anchor      varchar,
    rule        varchar,
    confidence  double
);
comment on table date_mentions is 'One row per temporal expression.';
comment on column date_mentions.article_id is 'Its article.';
comment on column date_mentions.mention_no is 'Its number in the article, from 0.';
comment on column date_mentions.sentence_no is 'Sentence it stands in.';
comment on column date_mentions.start_char is 'First character.';
comment on column date_mentions.end_char is 'Character after the last.';
comment on column date_mentions.surface is 'The words as written.';
comment on column date_mentions.type is 'TIMEX3 type: DATE, TIME, DURATION or SET.';
comment on column date_mentions.value is 'TIMEX3 value.';
comment on column date_mentions.mod is 'TIMEX3 modifier.';
comment on column date_mentions.quant is 'TIMEX3 quantifier of a set.';
comment on column date_mentions.freq is 'TIMEX3 frequency of a set.';
comment on column date_mentions.begin_date is 'First day of the interval; null where there is none.';
comment on column date_mentions.end_date is 'Day after the last of the interval.';
comment on column date_mentions.grain is 'Unit the expression speaks in.';
comment on column date_mentions.edtf is 'The same in Extended Date/Time Format.';
comment on column date_mentions."function" is 'How the value was found: explicit, relative, partial, anaphoric, vague, duration, set.';
comment on column date_mentions.anchor is 'Date it was counted from, or the reason why there is none.';
comment on column date_mentions.rule is 'Rule that found it.';
comment on column date_mentions.confidence is '0 to 1.';

create table figures (
    article_id        varchar,
    figure_no         integer,
    sentence_no       integer,
    start_char        integer,
    end_char          integer,
    surface           varchar,
    kind              varchar,
    value             double,
    value_exact       varchar,
    low               double,
    high              double,
    bound             varchar,
    unit_code         varchar,
    unit_text         varchar,
    unit_assumed      boolean,
    per_unit          varchar,
    direction         varchar,
    change_role       varchar,
    signed_value      double,
    subject_text      varchar,
    subject_start     integer,
    subject_end       integer,
    subject_entity_id varchar,
    period_mention_no integer,
    period_begin      date,
    period_end        date,
    speaker_entity_id varchar,
    in_quote          boolean,
    rule              varchar,
    confidence        double
);
comment on table figures is 'One row per number that matters.';
comment on column figures.article_id is 'Its article.';
comment on column figures.figure_no is 'Its number in the article, from 0.';
comment on column figures.sentence_no is 'Sentence it stands in.';
comment on column figures.start_char is 'First character.';
comment on column figures.end_char is 'Character after the last.';
comment on column figures.surface is 'The words as written.';
comment on column figures.kind is 'money, percent, percentage_point, basis_point, count, measure, duration, age, temperature, ratio, multiple, index_points, rank, score, rate or number.';
comment on column figures.value is 'The number, in unit_code; the middle of a range.';
comment on column figures.value_exact is 'The number as a decimal string.';
comment on column figures.low is 'Lower end of a range or bound.';
comment on column figures.high is 'Upper end of a range or bound.';
comment on column figures.bound is 'exact, about, at_least, more_than, at_most, less_than or range.';
comment on column figures.unit_code is 'ISO 4217 for money, UCUM for measures and percent, {noun} for counts.';
comment on column figures.unit_text is 'The unit as written.';
comment on column figures.unit_assumed is 'The unit was not written in full (a bare $).';
comment on column figures.per_unit is 'Divisor of a rate.';
comment on column figures.direction is 'up, down or none.';
comment on column figures.change_role is 'by, to, from, level or extremum.';
comment on column figures.signed_value is 'value with the sign of the change where the role is by: fell by 2.9 is -2.9; a level keeps its sign.';
comment on column figures.subject_text is 'What the figure is about.';
comment on column figures.subject_start is 'First character of the subject.';
comment on column figures.subject_end is 'Character after the last of the subject.';
comment on column figures.subject_entity_id is 'Entity the subject names.';
comment on column figures.period_mention_no is 'Date mention that gives its period.';
comment on column figures.period_begin is 'First day of the period.';
comment on column figures.period_end is 'Day after the last of the period.';
comment on column figures.speaker_entity_id is 'Who said it, where it stands in a quotation.';
comment on column figures.in_quote is 'It stands in a quotation.';
comment on column figures.rule is 'Rule that found it.';
comment on column figures.confidence is '0 to 1.';

create table quotes (
    article_id        varchar,
    quote_no          integer,
    start_char        integer,
    end_char          integer,
    speaker_text      varchar,
    speaker_start     integer,
    speaker_end       integer,
    speaker_entity_id varchar,
    verb              varchar,
    direct            boolean,
    rule              varchar,
    confidence        double
);
comment on table quotes is 'One row per quotation, direct or reported.';
comment on column quotes.article_id is 'Its article.';
comment on column quotes.quote_no is 'Its number in the article, from 0.';
comment on column quotes.start_char is 'First character of what was said.';
comment on column quotes.end_char is 'Character after the last.';
comment on column quotes.speaker_text is 'The speaker as written.';
comment on column quotes.speaker_start is 'First character of the speaker.';
comment on column quotes.speaker_end is 'Character after the last of the speaker.';
comment on column quotes.speaker_entity_id is 'The speaker.';
comment on column quotes.verb is 'Verb of speech.';
comment on column quotes.direct is 'Between quotation marks.';
comment on column quotes.rule is 'Rule that found it.';
comment on column quotes.confidence is '0 to 1.';
