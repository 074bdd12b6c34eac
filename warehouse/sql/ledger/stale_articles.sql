select articles.article_id, articles.file_sha256, files.vault_path
from articles
join files
    using (file_sha256)
where $every or articles.enricher_version <> $enricher_version
order by files.vault_path, articles.article_id;
