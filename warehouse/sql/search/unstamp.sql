delete from made_from;
