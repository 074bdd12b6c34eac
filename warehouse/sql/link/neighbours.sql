-- Articles that are linked with some, on either side.
select other_id
from article_links
where article_id in (select article_id from arriving_ids)
union
select article_id
from article_links
where other_id in (select article_id from arriving_ids);
