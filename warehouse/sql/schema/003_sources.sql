-- Where each derived value came from, the language of each piece, copies of the same story, and people's corrections.

alter table articles add column member varchar;
alter table articles add column headline_source varchar;
alter table articles add column headline_confidence double;
alter table articles add column authors_source varchar;
alter table articles add column authors_confidence double;
alter table articles add column publisher_source varchar;
alter table articles add column url_source varchar;
alter table articles add column url_key varchar;
alter table articles add column published_text varchar;
alter table articles add column published_reason varchar;
alter table articles add column coverage varchar;
comment on column articles.member is 'Where in its file the article stands: path in an archive, id of a feed entry, number of a message; null where the file is the article.';
comment on column articles.headline_source is 'What said the headline: json_ld, metadata, field, h1, title_element, text.';
comment on column articles.headline_confidence is 'How sure that is, 0 to 1.';
comment on column articles.authors_source is 'What said the authors: json_ld, metadata, field, byline, text.';
comment on column articles.authors_confidence is 'How sure that is, 0 to 1.';
comment on column articles.publisher_source is 'What said the publisher: json_ld, metadata, field.';
comment on column articles.url_source is 'What said the address: json_ld, metadata, field, archive.';
comment on column articles.url_key is 'The address without scheme, www, fragment and tracking marks: versions of a story share it; null for that of a whole site.';
comment on column articles.published_text is 'What the file gives as its publication, as written, where that cannot be: see published_reason.';
comment on column articles.published_reason is 'Why published_text was not taken.';
comment on column articles.coverage is 'How far names are known in its language: full, places or none.';

alter table blocks add column language varchar;
comment on column blocks.language is 'BCP 47 code of this piece, where it differs from the article.';

alter table entity_mentions add column title varchar;
comment on column entity_mentions.title is 'Title or office that stands before a person: Premier, State Department spokeswoman.';

alter table entity_mentions add column found_entity_id varchar;
comment on column entity_mentions.found_entity_id is 'The thing as it was found; another than entity_id where a person corrected it.';

alter table sentences add column sentence_hash bigint;
comment on column sentences.sentence_hash is 'Hash of its words, folded; null under six words. Copies of a story share these.';

create table article_links (
    article_id varchar,
    other_id   varchar,
    kind       varchar,
    shared     integer,
    share      double,
    rule       varchar
);
comment on table article_links is 'One row per pair of articles that tell the same story: a copy, a shortened copy or a revision.';
comment on column article_links.article_id is 'The later of the two.';
comment on column article_links.other_id is 'The earlier: what it copies or revises.';
comment on column article_links.kind is 'copy, excerpt or revision.';
comment on column article_links.shared is 'Sentences that both have; null where the link was not found by them.';
comment on column article_links.share is 'Share of the shorter one that both have, 0 to 1.';
comment on column article_links.rule is 'What joined them: sentences, url, headline.';

create table passed_over (
    file_sha256 varchar,
    member      varchar,
    code        varchar,
    reason      varchar
);
comment on table passed_over is 'One row per member of a loaded file that is no article: a picture in an archive, a page of a crawl without a story.';
comment on column passed_over.file_sha256 is 'The file that it stands in.';
comment on column passed_over.member is 'Where in the file it stands.';
comment on column passed_over.code is 'Code from the closed list in docs/problems.md.';
comment on column passed_over.reason is 'Why it is no article, for a person.';

create table entity_corrections (
    correction_id  varchar,
    made_at        timestamptz,
    kind           varchar,
    entity_id      varchar,
    entity_name    varchar,
    article_ids    varchar[],
    target_id      varchar,
    target_kind    varchar,
    target_name    varchar,
    target_country varchar
);
comment on table entity_corrections is 'One row per correction of an entity by a person; applied in order, to every article that comes.';
comment on column entity_corrections.correction_id is 'Its id.';
comment on column entity_corrections.made_at is 'When it was made.';
comment on column entity_corrections.kind is 'merge, split or rename.';
comment on column entity_corrections.entity_id is 'Entity that it corrects.';
comment on column entity_corrections.entity_name is 'Its name before.';
comment on column entity_corrections.article_ids is 'Articles in which it does (split); null for all.';
comment on column entity_corrections.target_id is 'Entity that its mentions belong to from then on.';
comment on column entity_corrections.target_kind is 'Kind of that entity.';
comment on column entity_corrections.target_name is 'Name of that entity.';
comment on column entity_corrections.target_country is 'Country code of that entity.';
