-- I4: No article is there without its blocks.
select article_id
from articles
anti join blocks
    using (article_id);
