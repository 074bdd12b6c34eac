-- Figures of a load that moved further than a watch allows, or crossed its value: one alert for each article, at the
-- figure that moved furthest. What is expected or denied does not fire, and no copy of a story.
insert into alerts by name
with arrived as materialized (
    select article_id, revision_of, loaded_at, told_at(published_at, published_date, loaded_at) as at
    from articles
    semi join arriving_news
        using (article_id)
    where duplicate_of is null
),
watched as materialized (
    select *, subject_key(about) as words
    from watches
    where kind = 'figure'
        and removed_at is null
),
told as (
    select
        f.*,
        subject_key(coalesce(f.subject_text, '')) as subject,
        arrived.revision_of,
        arrived.loaded_at,
        arrived.at
    from figures f
    join arrived
        using (article_id)
    where f.value is not null
        and f.bound in ('exact', 'about')
        and (f.change_role in ('to', 'level') or (f.change_role = 'by' and f.direction <> 'none'))
),
fitting as materialized (
    select
        w.watch_id,
        w.moves,
        w.crosses,
        lower(w.entity) as entity,
        told.*
    from told
    join watched w
        on (w.about = '' or speaks_of(told.subject, w.words))
        and (w.unit = '' or lower(w.unit) in (lower(told.unit_code), lower(told.unit_text)))
        and (w.figure_kind = '' or w.figure_kind = told.kind)
        and (told.change_role <> 'by' or w.moves is not null)
),
-- Of the watches with an entity, those figures alone whose sentence names it.
named as (
    select distinct fitting.watch_id, fitting.article_id, fitting.figure_no
    from fitting
    join entity_mentions m
        on m.article_id = fitting.article_id
        and m.sentence_no = fitting.sentence_no
    join entities e
        on e.entity_id = m.entity_id
    where fitting.entity in (m.entity_id, lower(e.name), lower(m.surface))
),
candidates as materialized (
    select fitting.*
    from fitting
    left join named
        using (watch_id, article_id, figure_no)
    join articles a
        using (article_id)
    join sentences s
        using (article_id, sentence_no)
    where (fitting.entity = '' or named.watch_id is not null)
        and stance(substr(a.text, s.start_char + 1, s.end_char - s.start_char)) not in ('expected', 'denied')
),
-- The value before, as the same sentence tells it.
began as (
    select c.watch_id, c.article_id, c.figure_no, any_value(f.value) as before
    from candidates c
    join figures f
        on f.article_id = c.article_id
        and f.sentence_no = c.sentence_no
        and f.change_role = 'from'
        and f.kind = c.kind
        and f.unit_code is not distinct from c.unit_code
        and f.value is not null
    where c.change_role = 'to'
    group by all
),
-- … and as the last article tells it that spoke of the same.
same as (
    select c.watch_id, c.article_id, c.figure_no, c.at, c.loaded_at, c.entity, p.article_id as other_id, p.figure_no as other_no, p.value
    from candidates c
    join figures p
        on p.kind = c.kind
        and p.unit_code is not distinct from c.unit_code
        and p.per_unit is not distinct from c.per_unit
        and contains(lower(p.subject_text), split_part(c.subject, ' ', 1)) -- quick, for what comes next
        and subject_key(p.subject_text) = c.subject
    where c.change_role <> 'by'
        and c.subject <> ''
        and p.article_id <> c.article_id
        and p.article_id is distinct from c.revision_of
        and p.change_role in ('to', 'level')
        and p.bound in ('exact', 'about')
        and p.value is not null
),
earlier as (
    select
        same.watch_id,
        same.article_id,
        same.figure_no,
        max_by(same.value, (told_at(a.published_at, a.published_date, a.loaded_at), a.loaded_at, same.other_id, -same.other_no)) as before
    from same
    join articles a
        on a.article_id = same.other_id
    join figures p
        on p.article_id = same.other_id
        and p.figure_no = same.other_no
    join sentences s
        on s.article_id = same.other_id
        and s.sentence_no = p.sentence_no
    where (told_at(a.published_at, a.published_date, a.loaded_at), a.loaded_at, same.other_id) < (same.at, same.loaded_at, same.article_id)
        and stance(substr(a.text, s.start_char + 1, s.end_char - s.start_char)) not in ('expected', 'denied')
        and (
            same.entity = ''
            or exists (
                from entity_mentions m
                join entities e
                    using (entity_id)
                where m.article_id = same.other_id
                    and m.sentence_no = p.sentence_no
                    and same.entity in (m.entity_id, lower(e.name), lower(m.surface))
            )
        )
    group by all
),
moved as (
    select
        c.watch_id,
        c.article_id,
        c.figure_no,
        c.moves,
        c.crosses,
        case when c.change_role = 'by' then c.signed_value else c.value end as value,
        case when c.change_role = 'by' then null else coalesce(began.before, earlier.before) end as before,
        abs(case when c.change_role = 'by' then c.signed_value else c.value - coalesce(began.before, earlier.before) end) as distance
    from candidates c
    left join began
        using (watch_id, article_id, figure_no)
    left join earlier
        using (watch_id, article_id, figure_no)
),
fired as (
    from moved
    where distance > moves
        or (before < crosses and value >= crosses)
        or (before >= crosses and value < crosses)
    qualify row_number() over (partition by watch_id, article_id order by distance desc, figure_no) = 1
)
select
    substr(md5(watch_id || ' ' || article_id), 1, 16) as alert_id,
    watch_id,
    'figure'                                          as kind,
    $fired_at::timestamptz                            as fired_at,
    article_id,
    figure_no,
    value,
    before,
    $channels::varchar[]                              as channels,
    []::varchar[]                                     as sent
from fired
where alert_id not in (select alert_id from alerts)
returning *;
