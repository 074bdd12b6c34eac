-- title: Speakers
-- description: Who is quoted most, in how many articles, and when last.
-- chart: bars x=speaker y=quotes
-- param: since DATE = '1970-01-01'   -- earliest day
-- param: until DATE = '2100-01-01'   -- day after the last
-- param: most INTEGER = 20           -- rows
select
    e.name                                  as speaker,
    e.kind,
    count(*)                                as quotes,
    count(*) filter (where q.direct)        as direct,
    count(distinct q.article_id)            as articles,
    max(a.day)                              as last_day
from quotes q
join news a
    using (article_id)
join entities e
    on e.entity_id = q.speaker_entity_id
where a.duplicate_of is null
    and a.replaced_by is null
    and a.day >= $since
    and a.day < $until
group by e.entity_id, e.name, e.kind
order by quotes desc, articles desc, speaker
limit $most;
