-- A portion of copies: fresh ids, other days, sources and titles, all else as it was found.
create or replace temp table new_files as
select
    file_sha256,
    copy,
    days,
    sha256(file_sha256 || ':' || copy)                                  as new_sha256,
    left(new_sha256, 2) || '/' || new_sha256 || substr(vault_path, 68)  as new_path
from base_files
cross join copies;

create or replace temp table new_articles as
select
    article_id,
    f.copy,
    f.days,
    f.new_sha256,
    left(f.new_sha256, 16) || substr(article_id, 17)                    as new_id
from base_articles
join new_files f
    using (file_sha256);

create or replace temp table new_drops as
select
    d.drop_id,
    copies.copy,
    'd' || left(sha256(d.drop_id || ':' || copies.copy), 20)            as new_id,
    f.new_sha256,
    f.new_path,
    regexp_replace(d.path, '([^/]*)$', copies.copy || '-\1')          as new_path_name,
    d.settled_at + to_days(copies.days)                                 as settled_at,
    d.finished_at + to_days(copies.days)                                as finished_at,
    d.outcome,
    d.reason
from base_drops d
cross join copies
left join new_files f
    on f.file_sha256 = d.file_sha256
    and f.copy = copies.copy;

insert into loads by name
select
    * exclude (copy, days)
    replace (
        load_id || ':' || copy as load_id,
        started_at + to_days(days) as started_at,
        committed_at + to_days(days) as committed_at
    )
from base_loads
cross join copies
order by copy;

insert into files by name
select
    b.* replace (
        f.new_sha256 as file_sha256,
        f.new_path as vault_path,
        b.load_id || ':' || f.copy as load_id,
        b.first_seen_at + to_days(f.days) as first_seen_at,
        b.loaded_at + to_days(f.days) as loaded_at
    )
from base_files b
join new_files f
    using (file_sha256)
order by f.copy;

insert into drops by name
select
    b.* replace (
        n.new_id as drop_id,
        n.new_path_name as path,
        n.new_sha256 as file_sha256,
        b.load_id || ':' || n.copy as load_id,
        n.settled_at as settled_at,
        n.finished_at as finished_at
    )
from base_drops b
join new_drops n
    using (drop_id)
order by n.copy;

insert into problems by name
select b.* replace (n.new_sha256 as file_sha256, n.new_id as drop_id)
from base_problems b
join new_drops n
    using (drop_id)
order by n.copy;

insert into articles by name
select
    b.* replace (
        n.new_id as article_id,
        n.new_sha256 as file_sha256,
        sha256(b.text_sha256 || ':' || n.copy) as text_sha256,
        b.headline || ' ' || n.copy as headline,
        b.url || '/' || n.copy as url,
        b.url_key || '/' || n.copy as url_key,
        b.published_at + to_days(n.days) as published_at,
        b.published_date + n.days as published_date,
        b.modified_at + to_days(n.days) as modified_at,
        copied.new_id as duplicate_of,
        revised.new_id as revision_of,
        b.load_id || ':' || n.copy as load_id,
        b.loaded_at + to_days(n.days) as loaded_at
    )
from base_articles b
join new_articles n
    using (article_id)
left join new_articles copied
    on copied.article_id = b.duplicate_of
    and copied.copy = n.copy
left join new_articles revised
    on revised.article_id = b.revision_of
    and revised.copy = n.copy
order by n.copy, b.loaded_at;

insert into blocks by name
select b.* replace (n.new_id as article_id)
from base_blocks b
join new_articles n
    using (article_id)
order by n.copy, n.new_id, b.block_no;

insert into sentences by name
select b.* replace (n.new_id as article_id, xor(b.sentence_hash, (hash(n.copy) >> 1)::bigint) as sentence_hash)
from base_sentences b
join new_articles n
    using (article_id)
order by n.copy, n.new_id, b.sentence_no;

insert into entities by name
with named as (
    select
        b.* replace (
            named_in(b.entity_id, spread.copies, copies.copy) as entity_id,
            b.name || ' ' || (copies.copy // spread.copies) as name,
            b.first_seen_at + to_days(copies.days) as first_seen_at
        )
    from base_entities b
    join spread
        using (entity_id)
    cross join copies
    where spread.copies is not null
)
select distinct on (entity_id) *
from named
anti join entities
    using (entity_id);

insert into entity_mentions by name
select b.* replace (
        n.new_id as article_id,
        named_in(b.entity_id, spread.copies, n.copy) as entity_id,
        named_in(b.entity_id, spread.copies, n.copy) as found_entity_id
    )
from base_entity_mentions b
join new_articles n
    using (article_id)
join spread
    using (entity_id)
order by n.copy, n.new_id, b.mention_no;

insert into date_mentions by name
select b.* replace (n.new_id as article_id, b.begin_date + n.days as begin_date, b.end_date + n.days as end_date)
from base_date_mentions b
join new_articles n
    using (article_id)
order by n.copy, n.new_id, b.mention_no;

-- One figure in fifty has another value: sources disagree.
insert into figures by name
with told as (
    select b.*, n.new_id, n.copy, n.days, hash(b.article_id, b.figure_no, n.copy) % 50 = 0 and b.value > 0 as differs
    from base_figures b
    join new_articles n
        using (article_id)
)
select
    told.* exclude (new_id, copy, days, differs)
    replace (
        told.new_id as article_id,
        case when differs then round(value * 1.06, 3) else value end as value,
        case when differs then round(value * 1.06, 3)::varchar else value_exact end as value_exact,
        case when differs then round(signed_value * 1.06, 3) else signed_value end as signed_value,
        named_in(told.subject_entity_id, subject.copies, told.copy) as subject_entity_id,
        named_in(told.speaker_entity_id, speaker.copies, told.copy) as speaker_entity_id,
        told.period_begin + told.days as period_begin,
        told.period_end + told.days as period_end
    )
from told
left join spread subject
    on subject.entity_id = told.subject_entity_id
left join spread speaker
    on speaker.entity_id = told.speaker_entity_id
order by told.copy, told.new_id, told.figure_no;

insert into quotes by name
select b.* replace (
        n.new_id as article_id,
        named_in(b.speaker_entity_id, spread.copies, n.copy) as speaker_entity_id
    )
from base_quotes b
join new_articles n
    using (article_id)
left join spread
    on spread.entity_id = b.speaker_entity_id
order by n.copy, n.new_id, b.quote_no;

insert into article_links by name
select b.* replace (one.new_id as article_id, other.new_id as other_id)
from base_article_links b
join new_articles one
    using (article_id)
join new_articles other
    on other.article_id = b.other_id
    and other.copy = one.copy;
