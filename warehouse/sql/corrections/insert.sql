insert into entity_corrections
values (
    $correction_id, $made_at, $kind, $entity_id, $entity_name, $article_ids::varchar[], $target_id, $target_kind,
    $target_name, $target_country
);
