delete from problems
where file_sha256 = $file_sha256;
