call ducklake_expire_snapshots('warehouse', older_than => now());
