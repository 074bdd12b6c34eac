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
with chosen as (
    select f.*
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
)
select
    a.published_date,
    read.subject_text   as subject,
    read.signed_value   as value,
    read.unit_code      as unit,
    read.direction,
    read.change_role    as role,
    read.period_begin,
    read.period_end,
    substr(a.text, s.start_char + 1, s.end_char - s.start_char) as sentence,
    a.publisher,
    article_id,
    read.figure_no
from read
join articles a
    using (article_id)
left join sentences s
    using (article_id, sentence_no)
where $about = ''
    or contains(lower(read.subject_text), lower($about))
    or contains(lower(substr(a.text, s.start_char + 1, s.end_char - s.start_char)), lower($about))
order by a.published_date desc nulls last, article_id, read.figure_no
limit $most;
