select outcome, list(drop_id)
from drops
group by outcome;
