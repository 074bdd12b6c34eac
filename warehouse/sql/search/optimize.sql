-- One segment: words that were taken out leave the file.
insert into words (words) values ('optimize');
