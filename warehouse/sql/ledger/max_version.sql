select max(version)
from migrations;
