update figures
set subject_entity_id = $target_id
where subject_entity_id = $entity_id
    and $target_id <> $entity_id
    and ($article_ids::varchar[] is null or list_contains($article_ids::varchar[], article_id));
