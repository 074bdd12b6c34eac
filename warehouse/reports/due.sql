-- title: What is due
-- description: Days that the texts look ahead to, from one day on: what is due next week, one row a day and story.
-- chart: timeline x=due label=sentence
-- param: day VARCHAR = 'today'       -- the first day: a date, today, or latest (of the last article)
-- param: days INTEGER = 7            -- how many days
-- param: most INTEGER = 50           -- rows
with first_day as (
    select case $day
        when 'latest' then (select max(day) from news)
        when 'today' then current_date
        else $day::date
    end as day
),
coming as (
    select d.article_id, d.sentence_no, d.begin_date, min(d.end_date) as end_date, any_value(d.surface) as surface
    from date_mentions d
    join news a
        using (article_id)
    cross join first_day
    where d.begin_date >= first_day.day
        and d.begin_date < first_day.day + $days
        and d.begin_date > a.day
        and d.end_date - d.begin_date <= 31
        and a.replaced_by is null
        and a.duplicate_of is null
    group by d.article_id, d.sentence_no, d.begin_date
    order by d.begin_date, d.article_id, d.sentence_no
    limit $most
)
select
    begin_date                                                   as due,
    dayname(begin_date)                                          as weekday,
    surface,
    substr(a.text, s.start_char + 1, s.end_char - s.start_char)  as sentence,
    a.headline,
    a.publisher,
    a.published_date,
    article_id
from coming
join articles a
    using (article_id)
left join sentences s
    using (article_id, sentence_no)
order by begin_date, article_id, sentence_no;
