merge into drops
using arriving_drops
using (drop_id)
when matched then update by name
when not matched then insert by name;
