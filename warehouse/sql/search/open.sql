-- Readers go on while one process writes; words that are taken out are overwritten.
pragma journal_mode = wal;
pragma synchronous = normal;
pragma secure_delete = on;
pragma cache_size = -32000;
