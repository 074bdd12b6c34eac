-- title: Where sources disagree
-- description: One row for each subject, measure and period with differing values: every value, who reported it and when.
-- param: days INTEGER = 31           -- articles of the last days before the newest
-- param: about VARCHAR = ''          -- word of the subject; empty for all
-- param: most INTEGER = 50           -- rows
select
    subject,
    measured,
    told_as,
    period_begin,
    period_end,
    sources,
    articles,
    round(spread, 4)                                                     as spread,
    spread_in,
    round(100 * relative_spread, 1)                                      as spread_percent,
    array_to_string(
        list_transform(reported, lambda one:
            one.value || ' (' || coalesce(one.publisher, one.article_id) || ', ' || coalesce(one.published::varchar, '?')
            || case when one.replaced_by is null then '' else ', replaced' end || ')'),
        '; '
    )                                                                    as reported,
    corrections
from disagreements((select max(published_date) - $days from articles), date '2100-01-01')
where $about = ''
    or contains(subject, lower($about))
order by relative_spread desc, articles desc, subject, period_begin
limit $most;
