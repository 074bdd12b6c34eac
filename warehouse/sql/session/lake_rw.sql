attach 'ducklake:postgres:$catalog' as warehouse (data_path '$data', metadata_schema '$schema');
use warehouse;
