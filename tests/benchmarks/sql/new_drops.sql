select drop_id, new_id, new_sha256, new_path, new_path_name, epoch(settled_at), finished_at::varchar, outcome, reason
from new_drops
order by finished_at, new_id;
