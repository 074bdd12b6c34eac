insert into figures by name
select *
from arriving_figures;
