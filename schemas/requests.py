"""What can be asked of the deployments: the forms of the Prefect UI are made from these."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.report import ReportFormat


class IngestRequest(BaseModel):
    """What to load."""

    model_config = ConfigDict(extra="forbid")

    paths: list[str] = Field(
        default_factory=list,
        max_length=1000,
        title="Files and folders",
        description="Absolute paths to load; none means the inbox. Files outside the inbox are read and left in place.",
    )


class ReprocessRequest(BaseModel):
    """What to enrich again."""

    model_config = ConfigDict(extra="forbid")

    every: bool = Field(
        False,
        title="Every article",
        description="Enrich every article again, not only those which an older enricher made.",
    )


class ReportRequest(BaseModel):
    """Which report to run."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(
        "who_is_in_the_news", title="Report", description="Its name, as `dateline reports` lists it.", max_length=200
    )
    parameters: dict[str, str] = Field(
        default_factory=dict, title="Parameters", description='By name, for example {"since": "2026-11-01"}.'
    )
    format: ReportFormat = Field("html", title="Format", description="How the file in reports/ is written.")


class UpkeepRequest(BaseModel):
    """What to look after."""

    model_config = ConfigDict(extra="forbid")

    doctor: bool = Field(True, title="Doctor", description="Check the warehouse's invariants as well.")
