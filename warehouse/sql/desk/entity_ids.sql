-- The entity of each mention, in the order in which the mentions are read.
select m.entity_id
from entity_mentions m
join entities e
    using (entity_id)
where m.article_id = $article_id
order by m.mention_no;
