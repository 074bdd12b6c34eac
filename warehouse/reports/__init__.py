"""The reports that come with Dateline, one .sql file each; the header of a file is its contract."""
