"""What the web offers to the command line, opened when it is first wanted."""

from importlib import import_module
from typing import Any

from muster.errors import MusterError

HOMES = {
    "Finding": "muster.web.findings",
    "Level": "muster.web.findings",
    "Serving": "muster.web.serving",
    "UnableToBackUp": "muster.web.upkeep",
    "UnableToMigrate": "muster.web.upkeep",
    "UnableToListen": "muster.web.serving",
    "UnableToServe": "muster.web.serving",
    "SignIn": "muster.web.demonstration.opening",
    "folder_of_demonstration": "muster.web.demonstration.opening",
    "prepare_demonstration": "muster.web.demonstration.opening",
    "back_up": "muster.web.upkeep",
    "check_configuration": "muster.web.checking",
    "export_audit": "muster.web.operating",
    "list_jobs": "muster.web.operating",
    "name_administrator": "muster.web.operating",
    "migrate_database": "muster.web.upkeep",
    "retry_job": "muster.web.operating",
    "serve_site": "muster.web.serving",
    "verify_audit": "muster.web.operating",
    "work_jobs": "muster.web.serving",
}
EXTRA = "muster-spr[web]"


class UnableToOpenWeb(MusterError):
    """What the web is made of is not installed."""


def open_door(name: str) -> Any:
    """Return what the web offers under a name.

    Raises AttributeError where it offers no such thing, UnableToOpenWeb where a package lacks.
    """
    if name not in HOMES:
        raise AttributeError(f"module 'muster.web' has no attribute {name!r}")
    try:
        return getattr(import_module(HOMES[name]), name)
    except ModuleNotFoundError as lacking:
        if (lacking.name or "muster").partition(".")[0] == "muster":
            raise
        raise UnableToOpenWeb(
            f"The web needs {lacking.name}, which is not installed; pip install '{EXTRA}'"
        ) from lacking
