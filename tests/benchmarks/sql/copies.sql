-- The copies of one portion, oldest last: each lies `days` before the rows that were enriched.
create or replace temp table copies as
select copy, -(copy * $days // $copies)::integer as days
from range($first::bigint, $until::bigint) numbers(copy);
