"""Look for a word in every table of a Prefect database, and vacuum it as its server does every minute."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

from flows.server import KEPT_SHORT, server_environment
from schemas.settings import Home

SHORTEST = 1  # second
VACUUM = (
    "import asyncio\n"
    "from prefect.server.database import provide_database_interface\n"
    "from prefect.server.services.db_vacuum import vacuum_events_with_retention_overrides\n"
    "asyncio.run(vacuum_events_with_retention_overrides(db=provide_database_interface()))\n"
)


def holding(home: Home, word: str) -> list[str]:
    """The tables in which some row has the word, in any column."""
    place = (home.prefect / "prefect.db").as_uri() + "?mode=ro"
    with closing(sqlite3.connect(place, uri=True)) as database:
        database.text_factory = bytes
        names = [one.decode() for (one,) in database.execute("select name from sqlite_master where type = 'table'")]
        return [
            name
            for name in names
            if any(
                word.encode() in cell
                for row in database.execute(f'select * from "{name}"')
                for cell in row
                if isinstance(cell, bytes)
            )
        ]


def vacuum(home: Home, port: int) -> None:
    """Run the server's own vacuum of events once, as if they were kept for the shortest time that it knows."""
    at_once = json.dumps(dict.fromkeys(KEPT_SHORT, SHORTEST))
    time.sleep(SHORTEST)
    environment = server_environment(home, port) | {
        "PREFECT_SERVER_SERVICES_DB_VACUUM_EVENT_RETENTION_OVERRIDES": at_once
    }
    subprocess.run([sys.executable, "-c", VACUUM], env=os.environ | environment, check=True, capture_output=True)
