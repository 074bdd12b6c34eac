-- Views in a user's words.

create view figures_in_context as
select
    a.published_date,
    a.publisher,
    a.headline,
    f.subject_text as subject,
    f.kind,
    f.value,
    f.signed_value,
    f.unit_code    as unit,
    f.direction,
    f.change_role,
    f.period_begin,
    f.period_end,
    f.surface,
    substr(a.text, s.start_char + 1, s.end_char - s.start_char) as sentence,
    a.language,
    f.confidence,
    f.article_id,
    f.figure_no
from figures f
join articles a
    using (article_id)
left join sentences s
    on s.article_id = f.article_id
    and s.sentence_no = f.sentence_no;
comment on view figures_in_context is 'Every figure with its article and its sentence.';

create view top_entities_by_day as
select
    coalesce(a.published_date, a.loaded_at::date) as day,
    e.kind,
    e.name,
    e.country_code,
    count(*)                     as mentions,
    count(distinct m.article_id) as articles,
    e.entity_id
from entity_mentions m
join entities e
    using (entity_id)
join articles a
    using (article_id)
group by all;
comment on view top_entities_by_day is 'How often each entity is named, by day of publication (of loading, where that is unknown).';

create view timeline as
select
    d.begin_date,
    d.end_date,
    d.grain,
    d.surface,
    d.value,
    substr(a.text, s.start_char + 1, s.end_char - s.start_char) as sentence,
    a.headline,
    a.published_date,
    a.publisher,
    d.begin_date >= a.published_date as ahead,
    d.article_id,
    d.mention_no
from date_mentions d
join articles a
    using (article_id)
left join sentences s
    on s.article_id = d.article_id
    and s.sentence_no = d.sentence_no
where d.begin_date is not null;
comment on view timeline is 'Every date in the texts that names an interval, with its sentence.';

create view ingest_equation as
select
    count(*)                                         as dropped,
    count(*) filter (where outcome = 'loaded')       as loaded,
    count(*) filter (where outcome = 'duplicate')    as duplicate,
    count(*) filter (where outcome = 'quarantined')  as quarantined,
    count(*) filter (where outcome = 'ignored')      as ignored,
    count(*) filter (where outcome = 'deferred')     as deferred
from drops;
comment on view ingest_equation is 'What became of everything that was dropped.';

create view data_quality as
select
    a.article_id,
    a.headline,
    a.language,
    a.language_confidence,
    a.headline is null                                                   as no_headline,
    a.published_date is null                                             as no_published_date,
    a.published_source,
    a.published_confidence,
    a.word_count,
    (select count(*) from entity_mentions m where m.article_id = a.article_id)  as entity_mentions,
    (select count(*) from date_mentions d where d.article_id = a.article_id)    as date_mentions,
    (
        select count(*)
        from date_mentions d
        where d.article_id = a.article_id
            and d.type in ('DATE', 'TIME')
            and d.begin_date is null
    )                                                                    as dates_unresolved,
    (select count(*) from figures f where f.article_id = a.article_id)   as figures,
    (
        select count(*)
        from figures f
        where f.article_id = a.article_id
            and f.subject_text is null
    )                                                                    as figures_without_subject,
    a.enricher_version
from articles a;
comment on view data_quality is 'One row per article: what is known of it, and what is not.';
