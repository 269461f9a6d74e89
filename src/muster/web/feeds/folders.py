"""Look into the watched folders: one a force, its files taken or refused with their faults beside.

A file is only moved once it is received and its check has ended; until then each look finds it
again and, by its digest, the same upload. So nothing is lost or taken twice, whenever Muster is
stopped. Files still being written, links, and what is hidden are left alone.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from django.conf import settings

from muster.errors import MusterError
from muster.web import clock
from muster.web.accounts.rights import Viewer
from muster.web.documents.queries import latest_return
from muster.web.feeds.actions import keep_arrival
from muster.web.feeds.models import Arrival, Outcome
from muster.web.feeds.queries import rule_of
from muster.web.returns.actions import UnableToMoveOn, accept, receive
from muster.web.returns.archives import UnableToReceive
from muster.web.returns.comparing import compare_again
from muster.web.returns.exports import fault_rows, faults_text
from muster.web.returns.faults import Chosen
from muster.web.returns.models import State, Through, Upload
from muster.web.returns.sent import Sent
from muster.web.rulebook import force_slugs, rulebook
from muster.web.spreadsheet import csv_lines

STILL_WRITTEN = timedelta(seconds=10)
CLOCKS_APART = timedelta(minutes=1)
UNFINISHED = (".part", ".tmp", ".crdownload", ".filepart")
CSV = ".csv"
DIGITS_OF_DIGEST = 8


class UnableToLook(MusterError):
    """The watched folder is not there or cannot be read."""


@dataclass(frozen=True)
class Found:
    """A file, or a folder of CSV files, as it stood when it was looked at."""

    place: Path
    files: tuple[Path, ...]
    stamp: tuple[tuple[int, int, int], ...]


def look_everywhere(only: str = "") -> list[Upload]:
    """Look into every force's folder, or one, and return the uploads whose check is to end yet.

    Raises UnableToLook where the folder that is to be watched is not there.
    """
    if not settings.WATCHED_FOLDER:
        return []
    home = Path(settings.WATCHED_FOLDER)
    if not home.is_dir():
        raise UnableToLook(f"{home} is not a folder; make it, or mend MUSTER_WATCHED")
    waiting: list[Upload] = []
    for slug in force_slugs():
        if only in ("", slug) and (home / slug).is_dir() and not (home / slug).is_symlink():
            waiting += look_into(slug, home / slug)
    return waiting


def look_into(force: str, folder: Path) -> list[Upload]:
    """Take or refuse what lies in a force's folder; return the uploads still being checked."""
    by = Viewer(name=f"Watched folder of {rulebook().force(force).name}")
    waiting: list[Upload] = []
    for found in found_in(folder):
        try:
            upload = _receive(force, found, by)
        except UnableToReceive as refused:
            _refuse_unread(force, found, str(refused), by)
            continue
        if upload.being_checked:
            waiting.append(upload)
        elif upload.state == State.FAULTY:
            _refuse_faulty(upload, found, by)
        else:
            _take(upload, found, by)
    return waiting


def found_in(folder: Path) -> Iterator[Found]:
    """Yield what lies in a folder whole: regular files, and folders of CSV files."""
    for place in sorted(folder.iterdir()):
        if place.name[0] in ".~" or place.name in Outcome.values or place.is_symlink():
            continue
        files = _files_of(place)
        stamps = [_stamp(each) for each in files]
        if stamps and all(stamp is not None and _settled(stamp) for stamp in stamps):
            yield Found(place, tuple(files), tuple(stamp for stamp in stamps if stamp))


def _files_of(place: Path) -> list[Path]:
    if place.is_dir():
        inside = sorted(place.iterdir())
        return [each for each in inside if each.suffix.lower() == CSV and each.name[0] != "."]
    return [] if place.suffix.lower() in UNFINISHED else [place]


def _stamp(file: Path) -> tuple[int, int, int] | None:
    """Return what changes when a file does; None for what is no regular file."""
    try:
        seen = file.lstat()
    except OSError:
        return None
    regular = stat.S_ISREG(seen.st_mode)
    return (seen.st_ino, seen.st_size, seen.st_mtime_ns) if regular else None


def _settled(stamp: tuple[int, int, int]) -> bool:
    age = clock.now() - datetime.fromtimestamp(stamp[2] / 1e9, UTC)
    return age >= STILL_WRITTEN or age < -CLOCKS_APART


def _receive(force: str, found: Found, by: Viewer) -> Upload:
    with ExitStack() as opened:
        sent = [Sent(each.name, opened.enter_context(_open(each))) for each in found.files]
        return receive(force, sent, by=by, through=Through.FOLDER)


def _open(file: Path) -> IO[bytes]:
    return os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW), "rb")


def _take(upload: Upload, found: Found, by: Viewer) -> None:
    rule = rule_of(upload.force)
    if upload.state == State.READY and rule is not None and rule.accepts_sound:
        _accept(upload, by)
    said = upload.get_state_display().lower()
    _move(upload.force, found, Outcome.TAKEN, upload, f"It is {said}", by)


def _accept(upload: Upload, by: Viewer) -> None:
    """Accept a sound return, as the rule of the force has it; a person does where this cannot."""
    compare_again(upload)
    latest = latest_return(upload.force, clock.now())
    try:
        accept(upload, by=by, against=latest.pk if latest else None)
    except UnableToMoveOn:
        upload.refresh_from_db()


def _refuse_faulty(upload: Upload, found: Found, by: Viewer) -> None:
    beside = {
        ".faults.csv": "".join(csv_lines(fault_rows(upload, Chosen()))),
        ".faults.json": faults_text(upload, Chosen()),
    }
    why = f"It has {upload.fault_total:,} fault{'s' * (upload.fault_total != 1)}"
    _move(upload.force, found, Outcome.REFUSED, upload, why, by, beside)


def _refuse_unread(force: str, found: Found, why: str, by: Viewer) -> None:
    rows = [("file", "fault"), (found.place.name, why)]
    beside = {".faults.csv": "".join(csv_lines(rows))}
    _move(force, found, Outcome.REFUSED, None, why, by, beside)


def _move(
    force: str,
    found: Found,
    outcome: Outcome,
    upload: Upload | None,
    why: str,
    by: Viewer,
    beside: dict[str, str] | None = None,
) -> None:
    """Move a file out of the way under a name of its own, what is to lie beside it first.

    One that changed since it was looked at stays, to be looked at again.
    """
    if tuple(map(_stamp, found.files)) != found.stamp:
        return
    home = found.place.parent / outcome
    home.mkdir(exist_ok=True)
    name = _name_of(found, upload)
    for suffix, text in (beside or {}).items():
        (home / f"{name}{suffix}").write_text(text, encoding="utf-8", newline="")
    arrival = Arrival(
        force=force,
        name=found.place.name[:255],
        moved_to=f"{outcome}/{name}"[:300],
        outcome=outcome,
        at=clock.now(),
        upload=upload,
        why=why[:500],
    )
    keep_arrival(arrival, by)
    if (home / name).is_dir():
        shutil.rmtree(home / name)
    shutil.move(found.place, home / name)


def _name_of(found: Found, upload: Upload | None) -> str:
    """Return a name that is one file's alone, and the same one whenever the move is tried again."""
    written = max(stamp[2] for stamp in found.stamp) / 1e9
    inode = f"{found.stamp[0][0]:08x}"
    short = (upload.sha256 if upload else inode)[:DIGITS_OF_DIGEST]
    return f"{datetime.fromtimestamp(written, UTC):%Y-%m-%dT%H%M%SZ}-{short}-{found.place.name}"
