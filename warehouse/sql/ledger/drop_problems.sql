select drop_id, code, sentence, field, byte_start, byte_end, hint
from problems
where drop_id = $drop_id;
