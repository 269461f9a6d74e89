"""What was sent, before anything of it is kept: its name, its kind, and whether it is safe."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from muster.web.returns.archives import (
    CSV,
    EPOCH,
    MEGABYTE,
    MOST_UNPACKED,
    UnableToReceive,
    folder_of,
    listed,
    refuse_macros,
)

WORKBOOKS = (".xlsx", ".ods")
ZIPPED = (*WORKBOOKS, ".muster", ".zip")
KINDS = (*WORKBOOKS, ".json", ".muster", ".zip", CSV)
MACROS = (".xlsm", ".xlsb", ".xltm", ".xlam", ".xls", ".xlt")
MOST_FILES = 100
LONGEST_NAME = 160
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
OTHER_MARKS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"MZ": "Windows",
    b"\x7fELF": "Linux",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7-Zip",
    b"Rar!": "RAR",
    b"{\\rtf": "RTF",
    OLE: "old Microsoft Office",
}


@dataclass(frozen=True)
class Sent:
    """One file as it arrives: the name its sender gives it, and its bytes from the start."""

    name: str
    file: IO[bytes]


@dataclass(frozen=True)
class Parcel:
    """What is kept of what was sent: one file, or several CSV files as one ZIP."""

    name: str
    body: bytes

    @property
    def suffix(self) -> str:
        """Return what kind of file it is, by its name."""
        return suffix_of(self.name)


def parcel_of(sent: Sequence[Sent]) -> Parcel:
    """Return what was sent as one parcel. Raises UnableToReceive naming the file and a remedy."""
    if not sent:
        raise UnableToReceive(_("Nothing was sent; choose a file"))
    if len(sent) > MOST_FILES:
        raise UnableToReceive(
            _("%(count)d files were sent and at most %(most)d are taken; send one force's tables")
            % {"count": len(sent), "most": MOST_FILES}
        )
    named = [(base_name(each.name), each) for each in sent]
    for name, _each in named:
        _refuse_kind(name, alone=len(sent) == 1)
    bodies = _read(named)
    for name, body in bodies:
        _refuse_content(name, body)
    if len(bodies) == 1 and suffix_of(bodies[0][0]) != CSV:
        return Parcel(*bodies[0])
    return _zipped(bodies)


def base_name(given: str) -> str:
    """Return a file's own name. Raises UnableToReceive for one that points somewhere else."""
    parts = PureWindowsPath(given).parts if "\\" in given else PurePosixPath(given).parts
    if ".." in parts or not parts or parts[-1] in ("/", "\\", "."):
        raise UnableToReceive(
            _("%(name)s points to another folder; rename the file and send it again")
            % {"name": repr(given[:LONGEST_NAME])}
        )
    name = "".join(each if each.isprintable() else "_" for each in parts[-1]).strip()
    stem, suffix = name[: -len(suffix_of(name)) or None], suffix_of(name)
    return stem[: LONGEST_NAME - len(suffix)] + suffix


def suffix_of(name: str) -> str:
    """Return how a name ends, in lower case: `.xlsx`."""
    return PurePosixPath(name).suffix.lower()


def _refuse_kind(name: str, *, alone: bool) -> None:
    suffix = suffix_of(name)
    if suffix in MACROS:
        raise UnableToReceive(
            _(
                "%(name)s may hold macros or is of the old kind, and is not opened; "
                "save it as .xlsx (Excel workbook) and send that"
            )
            % {"name": name}
        )
    if suffix not in KINDS:
        raise UnableToReceive(
            _(
                "%(name)s is not a kind of file that is taken; send a workbook (.xlsx or .ods), "
                "a .json or .muster file, CSV files, or a .zip of CSV files"
            )
            % {"name": name}
        )
    if suffix != CSV and not alone:
        raise UnableToReceive(
            _("%(name)s was sent with other files; send it by itself, or CSV files alone")
            % {"name": name}
        )


def _read(named: Sequence[tuple[str, Sent]]) -> list[tuple[str, bytes]]:
    """Return the bytes of each file, no more of all together than may be sent."""
    found: list[tuple[str, bytes]] = []
    room = most_bytes()
    for name, each in named:
        body = each.file.read(room + 1)
        if len(body) > room:
            raise UnableToReceive(too_large())
        if not body:
            raise UnableToReceive(
                _("%(name)s is empty; save it again and send it") % {"name": name}
            )
        room -= len(body)
        found.append((name, body))
    return found


def most_bytes() -> int:
    """Return how many bytes may be sent at once."""
    return min(int(settings.UPLOAD_LIMIT), MOST_UNPACKED)


def too_large() -> str:
    """Return what to say of more than may be sent."""
    return _(
        "What was sent is larger than %(most)d MB; send one force and one period, "
        "without pictures or other sheets"
    ) % {"most": most_bytes() // MEGABYTE}


def _refuse_content(name: str, body: bytes) -> None:
    """Refuse a file that is plainly something else than its name says, or holds a program."""
    suffix = suffix_of(name)
    if body.startswith(OLE) and suffix in WORKBOOKS:
        return  # a password or the old format: the check says which
    for mark, what in OTHER_MARKS.items():
        if body.startswith(mark):
            raise _misnamed(name, what)
    if body.startswith(ZIP) != (suffix in ZIPPED):
        raise _misnamed(name, "ZIP") if body.startswith(ZIP) else _unlike(name)
    if suffix in WORKBOOKS:
        refuse_macros(name, listed(name, body))
    if suffix == ".zip":
        folder_of(name, body)


def _misnamed(name: str, what: str) -> UnableToReceive:
    return UnableToReceive(
        _(
            "%(name)s is a file of the kind %(what)s and not what its name says; "
            "save the return again and send that"
        )
        % {"name": name, "what": what}
    )


def _unlike(name: str) -> UnableToReceive:
    return UnableToReceive(
        _("%(name)s is not a file of the kind its name says; save the return again and send that")
        % {"name": name}
    )


def _zipped(bodies: Sequence[tuple[str, bytes]]) -> Parcel:
    """Return CSV files as one ZIP; the same files make the same bytes."""
    names = [name.casefold() for name, _body in bodies]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise UnableToReceive(_("%(name)s was sent twice; send one of them") % {"name": twice})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in sorted(bodies):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), body, zipfile.ZIP_DEFLATED)
    alone = bodies[0][0][: -len(CSV)] if len(bodies) == 1 else _("%d CSV files") % len(bodies)
    return Parcel(f"{alone}.zip", packed.getvalue())
