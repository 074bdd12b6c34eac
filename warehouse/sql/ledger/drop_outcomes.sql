select drop_id, outcome
from drops;
