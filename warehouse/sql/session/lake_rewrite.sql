call ducklake_rewrite_data_files('warehouse', delete_threshold => 0.0);
