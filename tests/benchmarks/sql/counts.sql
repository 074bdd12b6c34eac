select
    (select count(*) from articles)        as articles,
    (select count(*) from sentences)       as sentences,
    (select count(*) from entity_mentions) as names,
    (select count(*) from date_mentions)   as dates,
    (select count(*) from figures)         as figures,
    (select count(*) from quotes)          as quotes,
    (select count(*) from entities)        as entities,
    (select count(*) from drops)           as drops;
