insert into made_from (stamp) values (?);
