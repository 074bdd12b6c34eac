delete from passed_over
where file_sha256 = $file_sha256;
