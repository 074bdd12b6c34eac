select distinct vault_path
from files
where vault_path <> '';
