-- Every table and view of the warehouse, by name.
select table_name
from information_schema.tables
where table_catalog = 'warehouse'
    and table_schema = 'main'
    and table_name <> 'migrations'
order by table_name;
