-- Alerts that a channel has still to be told, the oldest first.
select alert_id
from alerts
where fired_at > $since::timestamptz
    and len(list_filter(channels, lambda one: list_contains($ready::varchar[], one) and not list_contains(sent, one))) > 0
order by fired_at, alert_id
limit $most;
