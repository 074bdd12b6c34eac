select *
from figures
where article_id = $article_id
order by figure_no;
