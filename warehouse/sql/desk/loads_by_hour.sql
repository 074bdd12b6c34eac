-- Articles by hour of loading, in the last hours before the newest load.
select
    date_trunc('hour', loaded_at) as hour,
    count(*)                      as articles
from articles
where loaded_at > (select max(loaded_at) from articles) - $hours * interval 1 hour
group by all
order by hour;
