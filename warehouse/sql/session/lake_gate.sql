attach '$catalog' as gate (type postgres, read_only);
