delete from files
where file_sha256 = $file_sha256;
