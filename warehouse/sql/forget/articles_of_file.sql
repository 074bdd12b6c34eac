select siblings.article_id, siblings.file_sha256, files.vault_path
from articles wanted
join articles siblings
    using (file_sha256)
join files
    using (file_sha256)
where wanted.article_id = $article_id
order by siblings.article_id;
