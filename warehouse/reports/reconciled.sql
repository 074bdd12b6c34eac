-- title: One figure, every source
-- description: Every value reported for a subject in one period, by whom and when, whether they agree or not.
-- param: about VARCHAR = ''          -- word of the subject; empty for all
-- param: days INTEGER = 31           -- articles of the last days before the newest
-- param: most INTEGER = 50           -- rows
with told as (
    select r.*, f.period_begin as told_begin, f.period_end as told_end, news.publisher, news.published_date, news.replaced_by
    from reported_figures((select max(published_date) - $days from articles), date '2100-01-01') r
    join figures f
        using (article_id, figure_no)
    join news
        using (article_id)
    where f.period_begin is not null
        and news.duplicate_of is null
        and ($about = '' or contains(r.subject, lower($about)))
)
select
    any_value(subject)                                                   as subject,
    any_value(measured)                                                  as measured,
    told_begin                                                           as period_begin,
    told_end                                                             as period_end,
    count(distinct article_id)                                           as articles,
    count(distinct publisher)                                            as sources,
    count(distinct surface)                                              as values,
    string_agg(
        surface || ' (' || coalesce(publisher, article_id) || ', ' || coalesce(published_date::varchar, '?')
        || case when replaced_by is null then '' else ', replaced' end || ')', '; '
        order by published_date, article_id, figure_no
    )                                                                    as reported
from told
group by same, told_begin, told_end
having count(distinct article_id) > 1
order by articles desc, subject, period_begin
limit $most;
