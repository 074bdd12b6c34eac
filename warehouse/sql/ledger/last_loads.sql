select load_id, committed_at, files, articles, flow_run_id
from loads
order by committed_at desc
limit $most;
