select articles.*, files.media_type, files.encoding, files.vault_path
from articles
join files
    using (file_sha256)
where article_id = $article_id;
