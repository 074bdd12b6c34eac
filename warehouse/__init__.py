"""What is known: the only room that imports duckdb; its SQL stands in .sql files."""
