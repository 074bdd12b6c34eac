select article_id
from articles
where file_sha256 = $file_sha256;
