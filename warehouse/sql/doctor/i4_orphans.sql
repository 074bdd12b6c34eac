-- I4: No row belongs to an article, an entity or a file that is not there.
select 'article of ' || what || ': ' || article_id
from (
    select 'blocks' as what, article_id from blocks
    union
    select 'sentences', article_id from sentences
    union
    select 'entity_mentions', article_id from entity_mentions
    union
    select 'date_mentions', article_id from date_mentions
    union
    select 'figures', article_id from figures
    union
    select 'quotes', article_id from quotes
) facts
anti join articles
    using (article_id)
union all
select 'entity: ' || entity_id
from (select distinct entity_id from entity_mentions) named
anti join entities
    using (entity_id)
union all
select 'file of article: ' || article_id
from articles
anti join files
    using (file_sha256);
