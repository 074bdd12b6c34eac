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
where case
    when $article_ids::varchar[] is not null then list_contains($article_ids::varchar[], articles.article_id)
    else $every or articles.enricher_version <> $enricher_version
end
group by articles.article_id, articles.file_sha256
order by articles.file_sha256, articles.article_id;
