insert into sentences by name
select *
from arriving_sentences;
