-- title: Who appears with whom
-- description: Names that stand in the same articles, and how often in the same sentence.
-- chart: pairs x=name y=appears_with n=articles
-- param: name VARCHAR = ''           -- a name, or the beginning of one; empty for all
-- param: kind VARCHAR = ''           -- kind of both: person, organisation, place …; empty for all
-- param: since DATE = '1970-01-01'   -- earliest day
-- param: until DATE = '2100-01-01'   -- day after the last
-- param: most INTEGER = 20           -- rows
with chosen as materialized (
    select article_id
    from news
    where day >= $since
        and day < $until
        and duplicate_of is null
),
wanted as materialized (
    select entity_id
    from entities
    where $name <> ''
        and starts_with(lower(name), lower($name))
),
-- Without a name, those in most articles: every pair of all names is more than anybody reads.
foremost as materialized (
    select entity_id
    from wanted
    union
    (
        select entity_id
        from entity_mentions
        semi join chosen
            using (article_id)
        where $name = ''
            and ($kind = '' or kind = $kind)
            and rule <> 'agency' -- who sends the news is not in it
        group by entity_id
        order by count(*) desc, entity_id
        limit 30
    )
),
theirs as materialized (
    select distinct hash(article_id) as article, hash(entity_id) as entity, sentence_no
    from entity_mentions
    semi join foremost
        using (entity_id)
    semi join chosen
        using (article_id)
    where ($kind = '' or kind = $kind)
        and rule <> 'agency'
),
others as materialized (
    from theirs
    where $name = ''
    union all
    select distinct hash(article_id) as article, hash(entity_id) as entity, sentence_no
    from entity_mentions
    where $name <> ''
        and hash(article_id) in (select article from theirs)
        and ($kind = '' or kind = $kind)
        and rule <> 'agency'
),
their_articles as materialized (
    select distinct article, entity
    from theirs
),
other_articles as materialized (
    from their_articles
    where $name = ''
    union all
    select distinct article, entity
    from others
    where $name <> ''
),
in_articles as (
    select one.entity, other.entity as with_entity, count(*) as articles
    from their_articles one
    join other_articles other
        using (article)
    where one.entity <> other.entity
        and ($name <> '' or one.entity < other.entity)
    group by all
    order by articles desc
    limit $most * 10
),
in_sentences as (
    select one.entity, other.entity as with_entity, count(distinct article) as articles
    from theirs one
    join others other
        using (article, sentence_no)
    where (one.entity, other.entity) in (select (entity, with_entity) from in_articles)
    group by all
)
select
    one.name,
    other.name                                           as appears_with,
    one.kind,
    other.kind                                           as with_kind,
    in_articles.articles,
    coalesce(in_sentences.articles, 0)                   as articles_in_a_sentence
from in_articles
left join in_sentences
    using (entity, with_entity)
join entities one
    on hash(one.entity_id) = in_articles.entity
join entities other
    on hash(other.entity_id) = in_articles.with_entity
order by in_articles.articles desc, articles_in_a_sentence desc, one.name, appears_with
limit $most;
