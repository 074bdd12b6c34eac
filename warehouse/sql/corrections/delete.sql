delete from entity_corrections
where correction_id = $correction_id;
