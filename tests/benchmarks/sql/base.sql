-- What the multiplied warehouse is made from: the rows that are there, and what a name becomes in later copies. A rare
-- name is another one in each copy, one of a few articles in each fifth or fortieth: a stream of news goes on bringing
-- names. Those of many articles, places and countries stay what they are.
create temp table base_articles as from articles;
create temp table base_blocks as from blocks;
create temp table base_sentences as from sentences;
create temp table base_entities as from entities;
create temp table base_entity_mentions as from entity_mentions;
create temp table base_date_mentions as from date_mentions;
create temp table base_figures as from figures;
create temp table base_quotes as from quotes;
create temp table base_article_links as from article_links;
create temp table base_files as from files;
create temp table base_drops as from drops;
create temp table base_problems as from problems;
create temp table base_loads as from loads;

create temp table spread as
select
    entity_id,
    case
        when any_value(e.kind) = 'place' or any_value(e.country_code) is not null then null
        when count(distinct article_id) < 3 then 1
        when count(distinct article_id) < 10 then 5
        when count(distinct article_id) < 30 then 40
    end as copies
from entity_mentions
join entities e
    using (entity_id)
group by entity_id;

create temp macro named_in(entity_id, copies, copy) as
    case when copies is null or entity_id is null then entity_id
    else 'e' || left(sha256(entity_id || (copy // copies)), 16) end;
