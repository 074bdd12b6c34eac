attach '$path' as warehouse (read_only);
