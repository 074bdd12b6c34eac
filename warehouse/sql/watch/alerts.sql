-- Every alert as it is kept.
select *
from alerts
order by fired_at, alert_id;
