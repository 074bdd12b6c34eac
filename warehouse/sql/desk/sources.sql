-- Where files came from: the sub-folder of the inbox.
select source, count(*) as articles
from drops
where outcome = 'loaded'
    and source <> ''
group by all
order by articles desc, source
limit 60;
