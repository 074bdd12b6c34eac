-- Alerts with what a person reads: the watch, the article, the sentence. The newest first.
select
    alerts.*,
    w.entity,
    w.about,
    w.unit,
    w.figure_kind,
    w.moves,
    w.crosses,
    w.files,
    w.minutes,
    a.headline,
    a.publisher,
    a.published_date,
    f.surface   as figure,
    f.unit_code as figure_unit,
    substr(a.text, s.start_char + 1, s.end_char - s.start_char) as sentence
from alerts
join watches w
    using (watch_id)
left join articles a
    using (article_id)
left join figures f
    on f.article_id = alerts.article_id
    and f.figure_no = alerts.figure_no
left join entity_mentions m
    on m.article_id = alerts.article_id
    and m.mention_no = alerts.mention_no
left join sentences s
    on s.article_id = alerts.article_id
    and s.sentence_no = coalesce(f.sentence_no, m.sentence_no)
where $alert_ids::varchar[] is null
    or list_contains($alert_ids::varchar[], alerts.alert_id)
order by alerts.fired_at desc, alerts.alert_id
limit $most;
