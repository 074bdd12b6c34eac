-- What is there, in one row.
select
    (select count(*) from articles)                                as articles,
    (select count(*) from entities)                                as entities,
    (select count(*) from figures)                                 as figures,
    (select max(loaded_at) from articles)                          as newest_load,
    (select max(published_date) from articles)                     as newest_day;
