-- I4: No link and no mark of a copy or revision names an article that is not there.
select article_id || ' and ' || other_id
from article_links
where article_id not in (select article_id from articles)
    or other_id not in (select article_id from articles)
union all
select article_id || ' and ' || coalesce(duplicate_of, revision_of)
from articles
where coalesce(duplicate_of, revision_of) not in (select article_id from articles);
