"""The settings as a command needs them: read, checked, and with one sentence where they do not fit."""

from pydantic import ValidationError
from pydantic_settings import SettingsError

from schemas.problem import UsageError
from schemas.settings import Settings


def read_settings() -> Settings:
    """From the environment and `dateline.toml`; UsageError names each setting that does not fit."""
    try:
        return Settings()
    except ValidationError as fault:
        told = "; ".join(
            f"{'.'.join(map(str, one['loc']))}: "
            + ("there is no such setting" if one["type"] == "extra_forbidden" else one["msg"])
            for one in fault.errors()
        )
        raise UsageError(f"A setting does not fit. {told}") from fault
    except (SettingsError, ValueError) as fault:
        raise UsageError(f"The settings cannot be read: {fault}") from fault
