select distinct kind
from watches
where removed_at is null;
