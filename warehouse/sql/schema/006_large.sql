-- The same answers where there are a hundred thousand articles: rows stay narrow until few are left.

-- Changes told with both of their ends, in one sentence and about one subject: `rose 5 percent to 210 from 200`.
create or replace macro arithmetic(since, until) as table
with moved as (
    select article_id, sentence_no
    from figures
    where change_role in ('by', 'to', 'from')
        and value is not null
        and bound = 'exact'
    group by article_id, sentence_no
    having count(*) = 3
        and bool_or(change_role = 'by')
        and bool_or(change_role = 'to')
        and bool_or(change_role = 'from')
),
told as materialized (
    select
        f.article_id,
        f.figure_no,
        f.sentence_no,
        f.surface,
        f.kind,
        f.value,
        f.value_exact,
        f.unit_code,
        f.change_role,
        f.direction,
        f.subject_text,
        a.published_date,
        a.headline,
        a.publisher
    from figures f
    join moved
        using (article_id, sentence_no)
    join articles a
        using (article_id)
    where coalesce(a.published_date, date '1970-01-01') >= since
        and coalesce(a.published_date, date '1970-01-01') < until
        and f.change_role in ('by', 'to', 'from')
),
ends as (
    select change, ended, began
    from told change
    join told ended
        on ended.article_id = change.article_id
        and ended.sentence_no = change.sentence_no
        and ended.change_role = 'to'
        and ended.subject_text = change.subject_text
    join told began
        on began.article_id = change.article_id
        and began.sentence_no = change.sentence_no
        and began.change_role = 'from'
        and began.subject_text = change.subject_text
        and began.unit_code is not distinct from ended.unit_code
        and began.kind = ended.kind
    where change.change_role = 'by'
        and change.direction <> 'none'
),
reckoned as (
    select
        *,
        case when change.direction = 'down' then -1 else 1 end * change.value as said,
        written_step(change.value_exact, change.surface) as change_step,
        written_step(ended.value_exact, ended.surface) as ended_step,
        written_step(began.value_exact, began.surface) as began_step,
        case
            when change.kind = 'percent' and began.value > 0 then 'percent'
            when change.kind = 'percentage_point' and ended.kind = 'percent' then 'points'
            when change.kind = 'basis_point' and ended.kind = 'percent' then 'basis points'
            when change.unit_code is not distinct from ended.unit_code and change.kind = ended.kind then 'difference'
        end as reckoning
    from ends
),
checked as (
    select
        *,
        case reckoning
            when 'percent' then 100 * (ended.value / began.value - 1)
            when 'basis points' then 100 * (ended.value - began.value)
            else ended.value - began.value
        end as found,
        -- As far as rounding in all three can carry it.
        change_step / 2 + case reckoning
            when 'percent' then
                100 * ((ended.value + ended_step / 2) / greatest(began.value - began_step / 2, 1e-12) - ended.value / began.value)
            when 'basis points' then 50 * (ended_step + began_step)
            else (ended_step + began_step) / 2
        end as rounding
    from reckoned
    where reckoning is not null
)
select
    change.headline                                       as headline,
    change.publisher                                      as publisher,
    change.published_date                                 as published_date,
    change.subject_text                                   as subject,
    began.surface                                         as from_value,
    ended.surface                                         as to_value,
    change.surface                                        as said,
    round(found, 3)                                       as reckoned,
    reckoning,
    abs(found - checked.said) <= rounding * 1.001 + 1e-9 * abs(found) as holds,
    substr(a.text, s.start_char + 1, s.end_char - s.start_char) as sentence,
    change.article_id                                     as article_id,
    change.figure_no                                      as figure_no
from checked
join articles a
    on a.article_id = change.article_id
join sentences s
    on s.article_id = change.article_id
    and s.sentence_no = change.sentence_no
order by holds, abs(found - checked.said) / (rounding + 1e-9) desc, article_id, figure_no;

-- What each version says otherwise than the one before it: figures that were changed, added or taken out.
create or replace macro changed_figures(since, until) as table
with versions as materialized (
    select links.article_id, links.other_id, row_number() over () as pair
    from article_links links
    join articles a
        using (article_id)
    where links.kind = 'revision'
        and coalesce(a.published_date, date '1970-01-01') >= since
        and coalesce(a.published_date, date '1970-01-01') < until
),
sides as (
    select pair, true as is_later, article_id as side
    from versions
    union all
    select pair, false, other_id
    from versions
),
told as materialized (
    select
        sides.pair,
        sides.is_later,
        f.figure_no,
        f.sentence_no,
        f.surface,
        f.subject_text,
        f.kind,
        f.unit_code,
        f.change_role,
        hash(f.kind, f.value_exact, f.low, f.high, f.bound, f.unit_code, f.per_unit, f.direction) as says
    from sides
    join figures f
        on f.article_id = sides.side
),
numbered as materialized (
    select
        pair,
        is_later,
        figure_no,
        says,
        row_number() over (partition by pair, is_later, says order by figure_no) as again
    from told
),
other_than as (
    select one.pair, one.is_later, one.figure_no
    from numbered one
    anti join numbered other
        on other.pair = one.pair
        and other.is_later = (not one.is_later)
        and other.says = one.says
        and other.again = one.again
),
unmatched as materialized (
    select
        told.*,
        subject_key(coalesce(subject_text, ''))    as subject,
        row_number() over (
            partition by pair, is_later, lower(subject_text), kind, unit_code, change_role
            order by figure_no
        )                                          as place
    from told
    semi join other_than
        using (pair, is_later, figure_no)
),
compared as materialized (
    select
        coalesce(after.pair, before.pair)                 as pair,
        coalesce(after.subject_text, before.subject_text) as subject,
        before.surface                                    as before,
        before.sentence_no                                as sentence_before,
        after.surface                                     as after,
        after.sentence_no                                 as sentence_after,
        coalesce(after.figure_no, before.figure_no)       as figure_no
    from (from unmatched where not is_later) before
    full join (from unmatched where is_later) after
        on after.pair = before.pair
        and after.subject = before.subject
        and after.kind = before.kind
        and after.unit_code is not distinct from before.unit_code
        and after.change_role = before.change_role
        and after.place = before.place
),
placed as materialized (
    select article_id, sentence_no, start_char, end_char
    from sentences
    semi join (
        select versions.article_id, compared.sentence_after as sentence_no
        from compared
        join versions
            using (pair)
        union all
        select versions.other_id, compared.sentence_before
        from compared
        join versions
            using (pair)
    ) wanted
        using (article_id, sentence_no)
),
cut as materialized (
    select article_id, sentence_no, substr(a.text, start_char + 1, end_char - start_char) as sentence
    from placed
    join articles a
        using (article_id)
)
select
    new.headline                                                   as headline,
    new.publisher                                                  as publisher,
    compared.subject                                               as subject,
    compared.before                                                as before,
    compared.after                                                 as after,
    case when before is null then 'added' when after is null then 'removed' else 'changed' end as what,
    cut_old.sentence                                               as sentence_before,
    cut_new.sentence                                               as sentence_after,
    coalesce(new.modified_at, new.published_at, new.published_date::timestamptz) as changed_at,
    versions.article_id                                            as article_id,
    versions.other_id                                              as earlier_id
from compared
join versions
    using (pair)
join articles new
    on new.article_id = versions.article_id
left join cut cut_old
    on cut_old.article_id = versions.other_id
    and cut_old.sentence_no = compared.sentence_before
left join cut cut_new
    on cut_new.article_id = versions.article_id
    and cut_new.sentence_no = compared.sentence_after
order by changed_at desc nulls last, article_id, compared.figure_no;
