select vault_path, byte_size
from files
where vault_path <> '';
