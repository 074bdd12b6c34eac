set TimeZone = 'UTC';
set lock_configuration = true;
