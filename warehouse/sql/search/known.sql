select article_id, loaded_at, document
from documents;
