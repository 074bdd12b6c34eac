select path, source, outcome, settled_at, finished_at
from drops
where file_sha256 = $file_sha256
order by finished_at, path
limit 20;
