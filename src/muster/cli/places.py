"""Where answers may be written: never over what was read, and never half a file."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from muster.errors import MusterError

WRITTEN = {
    "html": (".html", ".htm"),
    "csv": (".csv",),
    "evidence": (".csv",),
    "propose": (".toml",),
    "out": (),
    "keep": (),
    "demands_to": (".csv",),
}
FOLDERS = ("out", "propose")  # may be folders, or in one that is made
WHOLE_AGAIN = {"keep": "resume"}  # what is written holds all that was read, and more


class UnableToWriteThere(MusterError):
    """The place is not one for the answer: it would cost what was read, or misname it."""


def refuse_places(asked: Mapping[str, object]) -> None:
    """Refuse a command's options where a file would be written over one that is read.

    `asked` maps the names of a command's parameters to what was given. Raises
    UnableToWriteThere, also for a page or sheet whose name ends as another kind of file's, and
    before anything is worked out where nothing could be written in the end.
    """
    for name, suffixes in WRITTEN.items():
        place = asked.get(name)
        if not isinstance(place, Path):
            continue
        refuse_suffix(place, suffixes)
        if name not in FOLDERS:
            refuse_folder(place)
        for source in _sources(asked, without=WHOLE_AGAIN.get(name, "")):
            refuse_source(place, source)
        if name in WHOLE_AGAIN:
            _refuse_older(place, asked.get(WHOLE_AGAIN[name]))


def refuse_suffix(place: Path, suffixes: tuple[str, ...]) -> None:
    """Raise UnableToWriteThere where a name does not end as one of these; none is any."""
    if suffixes and place.suffix.lower() not in suffixes:
        raise UnableToWriteThere(
            f"{place} does not end in {' or '.join(suffixes)}; nothing was written: "
            f"give a name that does, such as {place.with_suffix(suffixes[0]).name}"
        )


def refuse_folder(place: Path) -> None:
    """Raise UnableToWriteThere where a place is a folder, or in one that cannot be written to."""
    folder = place.resolve().parent
    said = f"{place} is a folder" if place.is_dir() else ""
    if not folder.is_dir():
        said = f"{place} cannot be written, since there is no folder {folder}"
    elif not os.access(folder, os.W_OK):
        said = f"{place} cannot be written, since nothing may be written in {folder}"
    if said:
        raise UnableToWriteThere(f"{said}; nothing was written: choose another place")


def _refuse_older(place: Path, read: object) -> None:
    """Raise UnableToWriteThere where there is something else than what is gone on with."""
    if place.exists() and not (isinstance(read, Path) and read.exists() and place.samefile(read)):
        raise UnableToWriteThere(
            f"{place} is there already, and may hold hours of play; nothing was written: go on "
            f"with it (--resume {place}), or choose another place"
        )


def refuse_source(place: Path, source: Path) -> None:
    """Raise UnableToWriteThere where a place is what was read, or lies in it."""
    read, written = source.resolve(), place.resolve()
    same = written.exists() and read.samefile(written)
    if same or read in written.parents:
        where = "is" if same else "lies in"
        raise UnableToWriteThere(
            f"{place} {where} {source}, which is read; nothing was written: choose another place"
        )


def write_whole(place: Path, text: str | bytes) -> None:
    """Write a file beside its place and move it there, so that it is whole or as it was.

    It is on the disk before it is moved, so that a power cut leaves the one or the other.
    """
    place = place.resolve()
    part = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        with part.open("wb") as opened:
            opened.write(text if isinstance(text, bytes) else text.encode())
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(place)
        _settle(place.parent)
    finally:
        part.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Let what was moved in a folder stay moved after a power cut, where that can be asked for."""
    with suppress(OSError):
        held = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)


def not_written(place: Path, wrong: OSError) -> str:
    """Return in words that a file could not be written."""
    return f"{place} cannot be written ({wrong.strerror or wrong}); choose another place"


def _sources(asked: Mapping[str, object], without: str) -> Iterator[Path]:
    """Yield every file or folder that is there among the values of the other parameters."""
    for name, value in asked.items():
        if name in WRITTEN or name == without:
            continue
        values: list[Any] = value if isinstance(value, list) else [value]
        for each in values:
            if isinstance(each, str | Path) and str(each) and Path(each).exists():
                yield Path(each)
