select max(snapshot_id)
from ducklake_snapshots('warehouse');
