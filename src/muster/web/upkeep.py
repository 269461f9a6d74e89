"""Bring the database up to date, and copy it while it is in use."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from muster.errors import MusterError
from muster.web import clock
from muster.web.starting import set_up

OWNER_ONLY = 0o077  # taken from what others may do with a new file
DUMP = 'pg_dump --format=custom --file=FILE "$DATABASE_URL"'


class UnableToMigrate(MusterError):
    """The database could not be brought up to date."""


class UnableToBackUp(MusterError):
    """The database could not be copied."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """What was applied, by app and name, and where the database was copied to before."""

    applied: tuple[str, ...]
    copy: Path | None = None


def migrate_database(*, copy: bool = True) -> Migrated:
    """Apply what the database lacks, and return it; the database is made where there is none.

    A file that holds something is copied first, unless told not to. Each step is applied whole
    or not at all. Raises UnableToMigrate.
    """
    set_up()
    server = import_module("muster.web.checking_server")
    before = os.umask(OWNER_ONLY)
    try:
        new = server.nothing_yet()
        Path(settings.DATA_FOLDER).mkdir(parents=True, exist_ok=True)
        lacking = tuple(server.pending())
        kept = _copy_before() if lacking and copy and not new else None
        call_command("migrate", interactive=False, verbosity=0)
    except (DatabaseError, OSError) as fault:
        raise UnableToMigrate(
            f"The database could not be brought up to date: {str(fault).strip()}; what was applied "
            "stays, and the step that failed has left nothing: mend the cause and do it again"
        ) from fault
    finally:
        os.umask(before)
    return Migrated(lacking, kept)


def back_up(target: Path) -> Path:
    """Copy a database that is a file, also while the server runs, and return where to.

    Raises UnableToBackUp, with PostgreSQL's own way where that is what keeps the rows.
    """
    set_up()
    if connection.vendor != "sqlite":
        raise UnableToBackUp(f"PostgreSQL is copied by its own means: {DUMP}")
    source = _file()
    if not source.exists():
        raise UnableToBackUp(f"{source} is not there; set MUSTER_DATA as the server has it")
    if target.exists():
        raise UnableToBackUp(f"{target} is there already; choose another name")
    before = os.umask(OWNER_ONLY)
    try:
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
            read.backup(written)
            sound = written.execute("PRAGMA quick_check").fetchone()[0]
    except (sqlite3.Error, OSError) as fault:
        raise UnableToBackUp(
            f"{target} could not be written ({fault}); choose another place"
        ) from fault
    finally:
        os.umask(before)
    if sound != "ok":
        raise UnableToBackUp(f"{source} is damaged ({sound}); go back to an earlier copy")
    return target


def _copy_before() -> Path | None:
    if connection.vendor != "sqlite":
        return None
    stamp = f"{clock.now():%Y%m%dT%H%M%SZ}"
    return back_up(_file().with_name(f"{_file().name}.before-{stamp}"))


def _file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))
