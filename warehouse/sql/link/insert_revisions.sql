-- Each version of a story is linked with the one before it: of the same address, or else of the same headline and
-- publisher within a week.
insert into article_links by name
with versions as (
    select
        article_id,
        url_key,
        headline,
        publisher,
        coalesce(modified_at, published_at, published_date::timestamptz) as version_at,
        loaded_at
    from articles
),
changed as (
    select versions.*
    from versions
    semi join arriving_versions
        using (article_id)
),
by_address as (
    select
        article_id,
        lag(article_id) over (partition by url_key order by version_at nulls first, loaded_at, article_id) as other_id,
        'url' as rule
    from versions
    where url_key in (select url_key from changed)
),
by_headline as (
    select
        article_id,
        lag(article_id) over earlier                                  as other_id,
        date_diff('day', lag(version_at) over earlier, version_at) as days,
        'headline'                                                    as rule
    from versions
    where headline is not null
        and publisher is not null
        and (headline, publisher) in (select (headline, publisher) from changed)
    window earlier as (partition by headline, publisher order by version_at nulls first, loaded_at, article_id)
)
select article_id, other_id, 'revision' as kind, rule
from by_address
semi join changed
    using (article_id)
where other_id is not null
union all
select article_id, other_id, 'revision', rule
from by_headline
semi join changed
    using (article_id)
anti join (select article_id from by_address where other_id is not null) addressed
    using (article_id)
where other_id is not null
    and coalesce(days, 0) <= 7;
