delete from article_links
where kind = 'revision'
    and article_id in (select article_id from arriving_versions);
