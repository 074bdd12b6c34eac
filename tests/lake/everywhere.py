"""A plugin of pytest: each home has a lake of its own, so that the tests of the file run on DuckLake as they are.

A home whose folder is called `file` has its file, and homes below one folder `shared` have one lake together.
"""

from hashlib import sha256
from pathlib import Path

from schemas.settings import Settings
from warehouse import lake


def own_lake(home: Path) -> Settings:
    """In place of the settings of a home: the server is named in the environment (`DATELINE_LAKE_CATALOG`)."""
    if home.name == "file":
        return Settings(home=home)
    shared = next((folder for folder in home.parents if folder.name == "shared"), home)
    schema = "t" + sha256(bytes(shared)).hexdigest()[:16]
    return Settings(home=home, warehouse_kind="ducklake", lake_schema=schema, lake_data=shared / "lake")


lake.Settings = own_lake
