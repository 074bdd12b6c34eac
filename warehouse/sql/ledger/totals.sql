select
    (select count(*) from articles)        as articles,
    (select count(*) from entity_mentions) as entity_mentions,
    (select count(*) from date_mentions)   as date_mentions,
    (select count(*) from figures)         as figures;
