-- The arriving articles that have the address of another article, or its headline and publisher, and those others.
with arriving as (
    select url_key, headline, publisher
    from articles
    where article_id in (select article_id from arriving_ids)
),
candidates as (
    select article_id, url_key, headline, publisher
    from articles
    where url_key in (select url_key from arriving)
        or (
            headline is not null
            and publisher is not null
            and (headline, publisher) in (select (headline, publisher) from arriving)
        )
)
select article_id
from candidates
where url_key is not null
qualify count(*) over (partition by url_key) > 1
union
select article_id
from candidates
where headline is not null
    and publisher is not null
qualify count(*) over (partition by headline, publisher) > 1;
