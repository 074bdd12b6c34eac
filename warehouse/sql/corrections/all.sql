select *
from entity_corrections
order by made_at, correction_id;
