-- title: An article's card
-- description: All that is known of one article, a line each: what it says of itself, names, dates, figures, quotes, copies.
-- param: article VARCHAR = ''        -- its id; empty for the newest
with wanted as materialized (
    from articles
    where article_id = coalesce(nullif($article, ''), (select max_by(article_id, (loaded_at, article_id)) from articles))
),
lines as (
    select 0 as part, 0 as place, 'headline' as what, headline as said, headline_source as because from wanted
    union all
    select 1, 0, 'authors', array_to_string(authors, ', '), authors_source from wanted
    union all
    select 2, 0, 'publisher', publisher, publisher_source from wanted
    union all
    select 3, 0, 'published', coalesce(published_at::varchar, published_date::varchar), published_source from wanted
    union all
    select 4, 0, 'language', language, language_source from wanted
    union all
    select 5, 0, 'address', url, url_source from wanted
    union all
    select 6, 0, 'words', word_count::varchar, null from wanted
    union all
    select 7, min(m.start_char), 'name', e.name || ' (' || e.kind || ', ' || count(*) || ')', mode(m.rule)
    from entity_mentions m
    join wanted using (article_id)
    join entities e on e.entity_id = m.entity_id
    group by e.entity_id, e.name, e.kind
    union all
    select 8, d.mention_no, 'date', d.surface || ' = ' || coalesce(d.edtf, d.value), d.rule
    from date_mentions d
    join wanted using (article_id)
    union all
    select
        9,
        f.figure_no,
        'figure',
        f.surface || coalesce(' of ' || f.subject_text, '')
            || case f.change_role when 'level' then '' else ' (' || concat_ws(', ', f.change_role, nullif(f.direction, 'none')) || ')' end
            || coalesce(' from ' || f.period_begin || ' to before ' || f.period_end, ''),
        f.rule
    from figures f
    join wanted using (article_id)
    union all
    select 10, q.quote_no, 'quote', coalesce(q.speaker_text || ': ', '') || substr(wanted.text, q.start_char + 1, q.end_char - q.start_char), q.rule
    from quotes q
    join wanted using (article_id)
    union all
    select 11, 0, links.kind || ' of', other.article_id || coalesce(' (' || other.publisher || ')', ''), links.rule
    from article_links links
    join wanted using (article_id)
    join articles other on other.article_id = links.other_id
    union all
    select 12, 0, 'has a ' || links.kind, links.article_id, links.rule
    from article_links links
    where links.other_id in (select article_id from wanted)
)
select what, said, because
from lines
where said is not null
    and said <> ''
order by part, place, said;
