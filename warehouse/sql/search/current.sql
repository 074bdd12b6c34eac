-- DuckDB: every article that is there, and which reading of it.
select article_id, epoch_us(loaded_at)
from articles;
