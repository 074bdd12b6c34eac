select kept
from documents
where document = ?;
