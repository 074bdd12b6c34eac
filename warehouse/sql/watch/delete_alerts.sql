delete from alerts
where list_contains($article_ids::varchar[], article_id);
