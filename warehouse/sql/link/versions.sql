-- The arriving articles, and every article of the same address, or of the same headline and publisher.
with arriving as (
    select article_id, url_key, headline, publisher
    from articles
    where article_id in (select article_id from arriving_ids)
)
select article_id
from arriving
union
select article_id
from articles
where url_key in (select url_key from arriving)
    or (
        headline is not null
        and publisher is not null
        and (headline, publisher) in (select (headline, publisher) from arriving)
    );
