select p.code, count(distinct p.drop_id) as files, any_value(p.sentence) as sentence, any_value(p.hint) as hint
from problems p
group by all
order by files desc, p.code
limit 40;
