-- The facts of some articles, each as what it is and where it stands.
select article_id, 'names' as what, start_char, end_char, kind || ' ' || entity_id as said
from entity_mentions
where article_id in (select unnest($article_ids::varchar[]))
union all
select article_id, 'dates', start_char, end_char, type || ' ' || value
from date_mentions
where article_id in (select unnest($article_ids::varchar[]))
union all
select article_id, 'figures', start_char, end_char, concat_ws(' ', value_exact, unit_code, direction, change_role)
from figures
where article_id in (select unnest($article_ids::varchar[]));
