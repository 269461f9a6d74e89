"""ZIP files that were sent: looked into before anything is unpacked, and unpacked within bounds.

A workbook is opened by the check itself, which has its own bounds; here stands what comes before
it (macros, and a directory too long to read), and all of a ZIP of CSV files.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from muster.errors import MusterError

CSV = ".csv"
EPOCH = (1980, 1, 1, 0, 0, 0)
MEGABYTE = 1_000_000
MOST_DIRECTORY = 2 * MEGABYTE
MOST_PARTS = 5_000
MOST_CSV_FILES = 100
MOST_UNPACKED = 200 * MEGABYTE
PIECE = 65_536
END = struct.Struct("<4s4H2LH")
END_MARK, LARGE_MARK = b"PK\x05\x06", b"PK\x06\x07"
LONGEST_COMMENT = 65_535
LEFT_ALONE = ("__macosx", ".ds_store", "thumbs.db")
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "macrosheets/")
MACRO_FOLDERS = ("basic/", "scripts/")


class UnableToReceive(MusterError):
    """What was sent cannot be taken in; nothing of it was kept."""


def listed(name: str, body: bytes) -> list[zipfile.ZipInfo]:
    """Return what a ZIP says is in it. Raises UnableToReceive for one that is broken or too long.

    The directory's own size is bounded first: reading millions of entries is itself the harm.
    """
    start = max(0, len(body) - END.size - LONGEST_COMMENT)
    at = body.rfind(END_MARK, start)
    if at < 0 or len(body) - at < END.size or LARGE_MARK in body[max(start, at - 20) : at]:
        raise _broken(name)
    parts, size = END.unpack_from(body, at)[4:6]
    if parts > MOST_PARTS or size > MOST_DIRECTORY:
        raise UnableToReceive(
            _("%(name)s holds %(count)d files; send a ZIP of one return's CSV files")
            % {"name": name, "count": parts}
        )
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _broken(name) from None


def refuse_macros(name: str, parts: Sequence[zipfile.ZipInfo]) -> None:
    """Raise UnableToReceive for a workbook that holds a program."""
    for each in parts:
        inside = each.filename.casefold()
        if any(mark in inside for mark in MACRO_PARTS) or inside.startswith(MACRO_FOLDERS):
            raise UnableToReceive(
                _(
                    "%(name)s holds macros (%(part)s) and is not opened; save it as a workbook "
                    "without macros, for example .xlsx, and send that"
                )
                % {"name": name, "part": each.filename[:80]}
            )


def folder_of(name: str, body: bytes) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the CSV files of a ZIP, each with its own name alone. Raises UnableToReceive.

    Every file is in one folder, or in none. What else lies in it is left alone, but a path that
    leaves the ZIP, a password, a bomb, a file twice or no CSV file at all refuses the whole.
    """
    parts = listed(name, body)
    for each in parts:
        _refuse_path(name, each)
    files = [each for each in parts if not each.is_dir() and not _left_alone(each.filename)]
    if any(each.flag_bits & 1 for each in files):
        raise UnableToReceive(
            _("%(name)s has a password; make it without one, and protect it on its way instead")
            % {"name": name}
        )
    tables = [each for each in files if each.filename.casefold().endswith(CSV)]
    _refuse_bomb(name, tables)
    folders = {str(PurePosixPath(each.filename).parent) for each in tables}
    names = [PurePosixPath(each.filename).name for each in tables]
    if not tables or len(folders) > 1 or len({each.casefold() for each in names}) < len(names):
        raise UnableToReceive(
            _(
                "%(name)s is not a ZIP of one folder of CSV files; put about.csv, officers.csv …"
                " into one folder and make the ZIP of that"
            )
            % {"name": name}
        )
    return list(zip(names, tables, strict=True))


def unpack(name: str, body: bytes, folder: Path) -> None:
    """Write the CSV files of a ZIP to a folder, no more of them than their directory says."""
    files = folder_of(name, body)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for own, each in files:
            try:
                _copy(archive, each, folder / own)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
                raise _broken(name) from None


def _copy(archive: zipfile.ZipFile, each: zipfile.ZipInfo, place: Path) -> None:
    room = each.file_size
    with archive.open(each) as source, place.open("xb") as target:
        while piece := source.read(PIECE):
            room -= len(piece)
            if room < 0:
                raise zipfile.BadZipFile("unpacks to more than it says")
            target.write(piece)


def _left_alone(path: str) -> bool:
    parts = path.casefold().split("/")
    return any(part in LEFT_ALONE or part.startswith("._") for part in parts)


def _refuse_path(name: str, each: zipfile.ZipInfo) -> None:
    path = each.filename.replace("\\", "/")
    link = (each.external_attr >> 16) & 0o170000 == 0o120000
    if path.startswith("/") or ".." in path.split("/") or ":" in path or link:
        raise UnableToReceive(
            _(
                "%(name)s holds %(part)s, which points outside of it; nothing was unpacked. "
                "Make the ZIP again of one folder of CSV files"
            )
            % {"name": name, "part": repr(each.filename[:80])}
        )


def _refuse_bomb(name: str, parts: Sequence[zipfile.ZipInfo]) -> None:
    total = sum(each.file_size for each in parts)
    if total > MOST_UNPACKED or len(parts) > MOST_CSV_FILES:
        raise UnableToReceive(
            _(
                "%(name)s unpacks to far more than a return holds, so it was not opened; "
                "send the CSV files themselves"
            )
            % {"name": name}
        )


def _broken(name: str) -> UnableToReceive:
    return UnableToReceive(
        _("%(name)s is broken or was cut short; make it again and send that") % {"name": name}
    )
