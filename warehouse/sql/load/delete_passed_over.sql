-- Problems of a content are those of its last reading.
delete from passed_over
where file_sha256 in (select file_sha256 from arriving_files);
