select
    articles.article_id,
    articles.file_sha256,
    any_value(files.vault_path),
    min(drops.path)
from articles
join files
    using (file_sha256)
left join drops
    on drops.file_sha256 = articles.file_sha256
    and drops.outcome = 'loaded'
where $every or articles.enricher_version <> $enricher_version
group by articles.article_id, articles.file_sha256
order by articles.file_sha256, articles.article_id;
