-- Whether this writer has the lock; it ends with the transaction or the connection.
select *
from postgres_query('gate', 'select pg_try_advisory_xact_lock(hashtext(''dateline''), hashtext(''$schema''))');
