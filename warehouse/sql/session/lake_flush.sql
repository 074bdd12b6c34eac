call ducklake_flush_inlined_data('warehouse');
