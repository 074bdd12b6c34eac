insert into migrations
values ($version, $name, $applied_at);
