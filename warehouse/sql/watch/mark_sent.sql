update alerts
set sent = list_append(sent, $channel)
where list_contains($alert_ids::varchar[], alert_id)
    and not list_contains(sent, $channel);
