-- Every watch with what it fired.
select
    watches.*,
    count(alerts.alert_id) as fired,
    max(alerts.fired_at)   as last_fired
from watches
left join alerts
    using (watch_id)
group by all
order by made_at, watch_id;
