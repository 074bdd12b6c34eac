delete from article_links
where article_id in (select article_id from arriving_ids)
    or other_id in (select article_id from arriving_ids);
