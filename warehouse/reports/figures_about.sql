-- title: Figures about something
-- description: Every figure whose subject or sentence speaks of it; by entity, country, unit and period where asked.
-- param: about VARCHAR = ''          -- word of the subject or the sentence; empty for all
-- param: entity VARCHAR = ''         -- name of the entity that the subject names; empty for all
-- param: country VARCHAR = ''        -- ISO 3166-1 alpha-2 of a country named in the sentence; empty for all
-- param: kind VARCHAR = ''           -- money, percent, count …; empty for all
-- param: unit VARCHAR = ''           -- UCUM or ISO 4217 code; empty for all
-- param: since DATE = '1000-01-01'   -- the figure's period ends after this day
-- param: until DATE = '3000-01-01'   -- the figure's period begins before this day
-- param: most INTEGER = 50           -- rows
with speaking as materialized (
    select article_id
    from articles
    where $about <> ''
        and contains(lower(text), lower($about))
),
chosen as (
    select
        f.article_id, f.figure_no, f.sentence_no, f.subject_text, f.signed_value, f.unit_code, f.direction,
        f.change_role, f.period_begin, f.period_end
    from figures f
    where ($kind = '' or f.kind = $kind)
        and ($unit = '' or f.unit_code = $unit)
        and ($since = date '1000-01-01' or f.period_end > $since)
        and ($until = date '3000-01-01' or f.period_begin < $until)
        and (
            $entity = ''
            or f.subject_entity_id in (select entity_id from entities where lower(name) = lower($entity))
        )
        and (
            $country = ''
            or (f.article_id, f.sentence_no) in (
                select (m.article_id, m.sentence_no)
                from entity_mentions m
                join entities e
                    using (entity_id)
                where e.country_code = upper($country)
            )
        )
),
first_chosen as (
    select chosen.*
    from chosen
    join articles a
        using (article_id)
    where $about = ''
    order by a.published_date desc nulls last, article_id, figure_no
    limit $most
),
read as (
    from first_chosen
    union all
    from chosen
    where $about <> ''
        and (article_id in (from speaking) or contains(lower(subject_text), lower($about)))
),
-- Placed before the texts are read: a text beside each figure would fill the memory.
placed as materialized (
    select read.*, s.start_char as sentence_start, s.end_char as sentence_end
    from read
    left join sentences s
        using (article_id, sentence_no)
)
select
    a.published_date,
    placed.subject_text   as subject,
    placed.signed_value   as value,
    placed.unit_code      as unit,
    placed.direction,
    placed.change_role    as role,
    placed.period_begin,
    placed.period_end,
    substr(a.text, sentence_start + 1, sentence_end - sentence_start) as sentence,
    a.publisher,
    article_id,
    placed.figure_no
from placed
join articles a
    using (article_id)
where $about = ''
    or contains(lower(placed.subject_text), lower($about))
    or contains(lower(substr(a.text, sentence_start + 1, sentence_end - sentence_start)), lower($about))
order by a.published_date desc nulls last, article_id, placed.figure_no
limit $most;
