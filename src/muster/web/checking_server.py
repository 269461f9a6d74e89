"""Whether the rest is as it has to be: the database, the folders, the files, the clock."""

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from muster.errors import MusterError
from muster.web import clock
from muster.web.audit.checkpoints import head, sign
from muster.web.audit.models import AuditEntry
from muster.web.findings import Finding, error, warning
from muster.web.rulebook import rulebook

OLDEST_POSTGRES = 140000
LEAST_FREE = 1024**3  # bytes
LEEWAY = timedelta(minutes=2)
STYLES = "muster/css/muster.css"
INVENTED = ".invalid"  # addresses of the demonstration's people
# What Django warns of that is decided by MUSTER_HTTPS, and told by the environment's own checks.
TOLD_ALREADY = frozenset(f"security.W{number:03}" for number in (4, 8, 9, 12, 16, 18, 20, 21))
DJANGO = "docs.djangoproject.com/en/5.2/ref/checks says more"
ENCRYPTED = ("require", "verify-ca", "verify-full")


def check_server() -> list[Finding]:
    """Return what is unsafe or wrong with the server as it is set up here."""
    found = [*_django(), *_files(), *_doctrine(), *_keys(), *_time_zone()]
    if nothing_yet():
        return [*found, error("migrations", "There is no database yet", "muster migrate")]
    try:
        connection.ensure_connection()
    except DatabaseError as fault:
        return [*found, _unreachable(fault)]
    found += [*_database(), *_migrations()]
    if not any(each.about == "migrations" for each in found):
        found += [*_people(), *_clock()]
    return found


def nothing_yet() -> bool:
    """Say whether the database is a file that is not there: looking at it would make it."""
    return connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists()


def pending() -> list[str]:
    """Return the migrations that the database lacks, by app and name. Raises DatabaseError."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{each.app_label}.{each.name}" for each, _backwards in plan]


def _django() -> Iterator[Finding]:
    for each in checks.run_checks(include_deployment_checks=True):
        if each.id in TOLD_ALREADY or each.is_silenced():
            continue
        level = error if each.level >= checks.ERROR else warning
        what, _, remedy = each.msg.partition("; ")  # how our own checks are worded
        yield level("django", f"{what} ({each.id})", each.hint or remedy or DJANGO)


def _unreachable(fault: Exception) -> Finding:
    where = "PostgreSQL" if connection.vendor == "postgresql" else settings.DATA_FOLDER
    reason = str(fault).strip().splitlines()[0] if str(fault) else type(fault).__name__
    return error(
        "database",
        f"The database does not answer ({where}: {reason})",
        "see that it runs and that DATABASE_URL is right; for a new server: muster migrate",
    )


def _database() -> Iterator[Finding]:
    if connection.vendor == "postgresql":
        yield from _postgres()
        return
    path = Path(str(connection.settings_dict["NAME"]))
    if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        what = f"Others on this machine may read {path}"
        yield warning("database", what, f"chmod 600 {path}")


def _postgres() -> Iterator[Finding]:
    host = str(connection.settings_dict["HOST"])
    said: dict[str, Any] = connection.settings_dict["OPTIONS"]
    local = host.startswith("/") or host in ("", "localhost", "127.0.0.1", "::1")
    if not local and said.get("sslmode") not in ENCRYPTED:
        yield warning(
            "database",
            "What passes between this server and PostgreSQL need not be encrypted",
            "end DATABASE_URL with ?sslmode=verify-full&sslrootcert=FILE",
        )
    version = int(getattr(connection, "pg_version", 0))
    if version < OLDEST_POSTGRES:
        yield error("database", f"PostgreSQL is {version // 10000}", "use 14 or later")


def _migrations() -> Iterator[Finding]:
    lacking = pending()
    if lacking:
        shown = ", ".join(lacking[:3]) + (" and more" if len(lacking) > 3 else "")
        yield error("migrations", f"The database lacks {len(lacking)}: {shown}", "muster migrate")


def _files() -> Iterator[Finding]:
    folder = settings.DATA_FOLDER
    above = next(each for each in (folder, *folder.parents) if each.exists())
    if not os.access(above, os.W_OK | os.X_OK):
        yield error("folder", f"{folder} cannot be written", "give MUSTER_DATA a folder that can")
    elif shutil.disk_usage(above).free < LEAST_FREE:
        yield warning("folder", f"Less than 1 GB is free for {folder}", "make room")
    if folder.exists() and folder.stat().st_mode & (stat.S_IWGRP | stat.S_IRWXO):
        yield warning("folder", f"Others on this machine may open {folder}", f"chmod 700 {folder}")
    if finders.find(STYLES) is None:
        yield error("assets", f"{STYLES} is not there", "install muster-spr anew: it is not whole")


def _doctrine() -> Iterator[Finding]:
    try:
        rulebook()
    except MusterError as fault:
        yield error("doctrine", f"Doctrine cannot be read: {fault}", "muster doctrine check FOLDER")


def _keys() -> Iterator[Finding]:
    if not settings.AUDIT_KEY:
        return
    try:
        sign(head())
    except MusterError as fault:
        what, _, remedy = str(fault).partition(": ")
        yield error("audit_key", what, remedy)
    except DatabaseError:
        return


def _time_zone() -> Iterator[Finding]:
    try:
        ZoneInfo(settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        yield error("clock", f"This machine does not know {settings.TIME_ZONE}", "install tzdata")


def _people() -> Iterator[Finding]:
    users = get_user_model().objects.filter(is_active=True)
    if not settings.DEMONSTRATION and users.filter(email__endswith=INVENTED).exists():
        yield error(
            "demonstration",
            "People of the demonstration, whose passwords are printed, may sign in here",
            "begin with an empty database, or deactivate them",
        )


def _clock() -> Iterator[Finding]:
    last = AuditEntry.objects.order_by("-sequence").values_list("at", flat=True).first()
    if last is not None and last > clock.now() + LEEWAY:
        yield error(
            "clock",
            f"The clock is behind the last entry of the audit, of {last:%Y-%m-%d %H:%M} UTC",
            "set the clock, by NTP; entries out of order are hard to explain to an inquiry",
        )
