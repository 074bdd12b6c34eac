"""What a user can set: in the environment (`DATELINE_SETTLE_SECONDS=2`) or in `dateline.toml` in the home."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import Field, HttpUrl, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from schemas.problem import Unavailable
from schemas.watch import ChannelName


class Settings(BaseSettings):
    """Every setting, its default and its unit."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", env_nested_delimiter="__", frozen=True, extra="forbid")

    home: Path = Field(
        Path("data"),
        description="Folder of the inbox, the vault, the warehouse and the state; only in the environment.",
    )
    port: int = Field(4200, ge=1, le=65535, description="Port of the Prefect server and its UI, on 127.0.0.1.")
    desk_port: int = Field(4201, ge=1, le=65535, description="Port of the desk.")
    desk_host: str = Field(
        "127.0.0.1",
        description="Address that the desk listens on; others than this machine may reach it where it is another.",
    )
    desk_names: list[str] = Field(
        default_factory=list,
        description="Further names by which the desk is opened, where a proxy or another machine calls it so.",
    )
    desk_login: bool = Field(
        True, description="Whether the desk asks for the login of the Prefect UI; only on loopback may it not."
    )
    settle_seconds: float = Field(
        1.0,  # longer than the write gaps of scp and browsers
        gt=0,
        le=3600,
        description="How long nothing about a file may change before it is read, in seconds.",
    )
    rescan_seconds: float = Field(
        60.0, gt=0, description="How often the whole inbox is scanned even when no event came, in seconds."
    )
    watch: Literal["events", "polling"] = Field(
        "events",
        description="How the resident watches the inbox: `polling` looks every two seconds, for network shares that "
        "send no events; it does so by itself where files come without them.",
    )
    batch_files: int = Field(
        512,  # at 128 opening, linking and closing take 2 ms of processor time an article more
        ge=1,
        le=1000,
        description="Most files in one micro-batch.",
    )
    gather_seconds: float = Field(
        0.25, ge=0, le=60, description="How long a micro-batch waits for more files, in seconds."
    )
    max_file_bytes: int = Field(
        50_000_000,
        ge=1,
        description="Largest file that is read, in bytes. Of a file with others in it (an archive, a mailbox, an office"
        " document) one member is read up to 50 MB and all together up to 500 MB, whatever this is set to.",
    )
    workers: int = Field(
        default_factory=lambda: max(1, min(8, len(os.sched_getaffinity(0)))),
        ge=1,
        le=64,
        description="Processes that enrich articles. Default: one a core, eight at the most.",
    )
    enrich_seconds: float = Field(
        30.0,  # a megabyte of text takes 8
        gt=0,
        description="How long a file may be read or enriched without a step forward, in CPU seconds for each megabyte.",
    )
    worker_bytes: int = Field(
        3_000_000_000,  # with its models a worker has 0.8, and 0.9 with a megabyte of text in hand
        ge=1_000_000_000,
        description="Memory that a worker may take, in bytes.",
    )
    enrich_engine: Literal["local", "dask"] = Field(
        "local", description="What reads and enriches articles: processes of this machine, or a Dask cluster."
    )
    dask_scheduler: str | None = Field(
        None,
        description="Address of the Dask scheduler (`tcp://host:8786`, or `tls://` with Dask's own settings); without "
        "one, a cluster on this machine.",
    )
    dask_send: Literal["bytes", "paths"] = Field(
        "bytes",
        description="What a Dask worker is sent of a file: its bytes, or its path where every machine sees the vault "
        "under the same one.",
    )
    vault_url: str | None = Field(
        None,
        pattern="^(file|s3|gs|az|memory)://",
        description="Where originals are kept, if not in the home: `s3://BUCKET/PREFIX`, another for each home, "
        "or `file:///FOLDER`. The store's keys stay in the environment (docs/scaling.md).",
    )
    warehouse_kind: Literal["file", "ducklake"] = Field(
        "file",
        description="A DuckDB file of this home, or a DuckLake that many machines write and read (docs/scaling.md).",
    )
    lake_catalog: str | None = Field(
        None,
        description="PostgreSQL database of the lake's catalog, in libpq's words (`host=db dbname=dateline`); keep its "
        "password in `PGPASSFILE`.",
    )
    lake_schema: str = Field(
        "dateline", pattern="^[a-z_][a-z0-9_]*$", description="Schema of the lake in that database."
    )
    lake_data: Path | None = Field(
        None, description="Folder of the lake's Parquet files, the same on every machine. Default: `lake/` in the home."
    )
    lock_seconds: float = Field(30.0, gt=0, description="How long a writer waits for the warehouse, in seconds.")
    retry_seconds: float = Field(5.0, gt=0, description="How long a deferred file waits for its next try, in seconds.")
    models: dict[str, str] = Field(
        default_factory=dict,
        description="spaCy package or path of the names model, by language, over those that come with Dateline; "
        "an empty one leaves the language without.",
    )
    language_detector: Literal["langdetect", "py3langid"] = Field(
        "langdetect", description="What tells languages apart where the script does not."
    )
    alert_file: bool = Field(
        False, description="Write each alert as a line of JSON into `reports/alerts.jsonl` (docs/alerts.md)."
    )
    alert_webhook: HttpUrl | None = Field(
        None, description="Address that alerts are posted to, as JSON; redirections are not followed."
    )
    alert_mail_to: list[str] = Field(default_factory=list, description="Who alerts are mailed to; needs `smtp_host`.")
    alert_mail_from: str = Field("dateline@localhost", description="Sender of that mail.")
    smtp_host: str | None = Field(None, description="Mail server that takes the mail.")
    smtp_port: int = Field(25, ge=1, le=65535, description="Its port: 25, 587 for starttls, 465 for tls.")
    smtp_security: Literal["none", "starttls", "tls"] = Field("none", description="How the way to it is made safe.")
    smtp_user: str | None = Field(None, description="Name to sign in to it with.")
    smtp_password: SecretStr | None = Field(None, description="Password to sign in to it with.")
    reports: Path | None = Field(None, description="A folder of your own .sql reports, beside the ones shipped.")

    @property
    def channels(self) -> tuple[ChannelName, ...]:
        """Where alerts are sent: what a user configured, and nowhere else."""
        there: dict[ChannelName, bool] = {
            "file": self.alert_file,
            "webhook": self.alert_webhook is not None,
            "mail": bool(self.alert_mail_to and self.smtp_host),
        }
        return tuple(name for name, is_there in there.items() if is_there)

    @property
    def engines(self) -> "Engines":
        """What articles are enriched with."""
        return Engines(self.models, self.language_detector)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  (named by pydantic-settings)
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, and that over `dateline.toml`."""
        home = Path(os.environ.get("DATELINE_HOME", "data"))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, home / "dateline.toml")


@dataclass(frozen=True, slots=True)
class Engines:
    """The choices that an enricher leaves to the settings: names models by language, and the language detector."""

    models: Mapping[str, str] = field(default_factory=dict)
    detector: str = "langdetect"


class Home:
    """Where everything lies below the home folder."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.inbox = self.root / "inbox"
        self.quarantine = self.root / "quarantine"
        self.vault = self.root / "vault"
        self.incoming = self.vault / "incoming"
        self.warehouse = self.root / "warehouse.duckdb"
        self.reports = self.root / "reports"
        self.state = self.root / "state"
        self.live = self.state / "live.duckdb"
        self.live_lock = self.state / "live.lock"
        self.journal = self.state / "journal.jsonl"
        self.forgetting = self.state / "forgetting"
        self.resident_lock = self.state / "resident.lock"
        self.resident_health = self.state / "resident.json"
        self.prefect = self.state / "prefect"
        self.prefect_auth = self.state / "prefect-auth"
        self.runs = self.state / "runs"
        self.spill = self.state / "spill"
        self.alerts = self.reports / "alerts.jsonl"
        self.forgetting_artifacts = self.state / "forgetting-artifacts.json"
        self.alert_lock = self.state / "alerts.lock"
        self.alert_trouble = self.state / "alerts.json"

    def make(self) -> None:
        """Make the folders that are missing: a new home, and the state always, for their owner alone."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (self.inbox, self.quarantine, self.incoming, self.reports):
            folder.mkdir(parents=True, exist_ok=True)
        self.make_state()

    def make_state(self) -> None:
        """Make the state's folders, and close them to others; Unavailable where they are somebody else's."""
        for folder in (self.state, self.prefect, self.runs):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = self.state.stat()  # of where it leads, should it be a link
        if os.geteuid() not in (0, found.st_uid):
            raise Unavailable(f"{self.state} belongs to another user: take another home, or make it yours.")
        if found.st_mode & 0o077:
            self.state.chmod(0o700)
