-- An entity that loses its last name gets the one before: an earlier correction's, or its own.
update entities
set name = coalesce(
    (
        select arg_max(earlier.target_name, earlier.made_at)
        from entity_corrections earlier
        where earlier.target_id = entities.entity_id
            and earlier.correction_id <> $correction_id
    ),
    (
        select entity_name
        from entity_corrections
        where correction_id = $correction_id
    )
)
where entity_id in (
        select target_id
        from entity_corrections
        where correction_id = $correction_id
            and kind = 'rename'
    );
