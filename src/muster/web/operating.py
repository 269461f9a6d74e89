"""What the command line asks of the audit and of the work."""

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from muster.errors import MusterError
from muster.web.starting import set_up


class UnableToReadCheckpoint(MusterError):
    """The checkpoint's file cannot be read."""


class UnableToRetry(MusterError):
    """There is no dead job of that number."""


def verify_audit(checkpoint: Path | None = None, *, key: str = "") -> Any:
    """Return what a walk over the audit found, held against a checkpoint where one is given.

    `key` is the public key that the checkpoint has to be signed by; without one, this server's
    own. Raises UnableToReadCheckpoint, and what is wrong with a checkpoint.
    """
    set_up()
    held = None
    if checkpoint is not None:
        try:
            text = checkpoint.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise UnableToReadCheckpoint(f"{checkpoint} cannot be read ({fault})") from fault
        held = import_module("muster.web.audit.checkpoints").read_checkpoint(text, key=key)
    return import_module("muster.web.audit.verifying").verify_chain(held)


def export_audit(path: Path, since: datetime | None = None) -> Any:
    """Write the audit as lines of JSON, with a signed checkpoint beside, and return what was."""
    set_up()
    return import_module("muster.web.audit.exporting").export_entries(path, since)


def name_administrator(email: str, name: str = "", *, again: bool = False) -> Any:
    """Return an administrator of the nation with the path of a link to set a password."""
    set_up()
    console = import_module("muster.web.administration.console")
    return console.name_administrator(email, name, again=again)


def list_jobs(*, dead: bool = False, most: int = 50) -> tuple[Any, Sequence[Any]]:
    """Return how the work stands, and the jobs that wait, or that were given up."""
    set_up()
    queries = import_module("muster.web.jobs.queries")
    leases = import_module("muster.web.jobs.leases")
    found = queries.dead() if dead else leases.waiting().order_by("run_at", "id")
    return queries.backlog(), list(found[:most])


def retry_job(number: int) -> Any:
    """Let a dead job be tried again, and return it. Raises UnableToRetry."""
    set_up()
    model = import_module("muster.web.jobs.models").Job
    job = model.objects.filter(pk=number).first()
    if job is None or not import_module("muster.web.jobs.actions").revive(job):
        raise UnableToRetry(f"Job {number} was not given up; muster jobs list --dead shows which")
    return job
