"""The browser's door and the interface for programs: pages over what the core computes."""

from typing import TYPE_CHECKING, Any

from muster.web.doors import open_door

if TYPE_CHECKING:
    from muster.web.checking import check_configuration
    from muster.web.demonstration.opening import (
        SignIn,
        folder_of_demonstration,
        prepare_demonstration,
    )
    from muster.web.findings import Finding, Level
    from muster.web.operating import (
        export_audit,
        list_jobs,
        name_administrator,
        retry_job,
        verify_audit,
    )
    from muster.web.serving import Serving, UnableToListen, UnableToServe, serve_site, work_jobs
    from muster.web.upkeep import UnableToBackUp, UnableToMigrate, back_up, migrate_database

__all__ = [
    "Finding",
    "Level",
    "Serving",
    "SignIn",
    "UnableToBackUp",
    "UnableToListen",
    "UnableToMigrate",
    "UnableToServe",
    "back_up",
    "check_configuration",
    "export_audit",
    "folder_of_demonstration",
    "list_jobs",
    "migrate_database",
    "name_administrator",
    "prepare_demonstration",
    "retry_job",
    "serve_site",
    "verify_audit",
    "work_jobs",
]


def __getattr__(name: str) -> Any:
    """Return what the web offers, loaded now."""
    return open_door(name)
