delete from blocks
where article_id in (select article_id from arriving_ids);
