"""Pack a checked return into one columnar file, and read it back.

A packed file is a ZIP, stored and not compressed: `manifest.json`, one Arrow IPC stream a
table, and `texts.json` for what is plain text. Codes are integers, their words stand in the
manifest, so a packed file outlives a doctrine whose order changes. Every member's SHA-256
is in the manifest, and the manifest's own beside it.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.intake.arrow import UnableToReadColumns, columns_from_arrow, columns_to_arrow
from muster.intake.faults import Fault, Problem, UnableToReadReturn
from muster.intake.limits import MOST_BYTES
from muster.intake.returns import About, Input, Provenance, Return, Table, words_of, words_of_return
from muster.intake.sources import digest_of
from muster.strength import (
    Abstractions,
    Bases,
    Count,
    CountSet,
    Duties,
    MinimumCover,
    Officers,
    Patterns,
    Roster,
    Tickets,
    Vehicles,
)

FORMAT, VERSION = "muster.return", 1
MANIFEST, TEXTS, SUFFIX = "manifest.json", "texts.json", ".muster"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same return packs to the same bytes
TABLES: Mapping[str, type] = {
    "officers": Officers,
    "patterns": Patterns,
    "duties": Duties,
    "tickets": Tickets,
    "abstractions": Abstractions,
    "vehicles": Vehicles,
    "bases": Bases,
    "minimum_cover": MinimumCover,
}
WORDS = {
    ("officers", "rank"): "rank",
    ("patterns", "kind"): "duty_kind",
    ("duties", "kind"): "duty_kind",
    ("tickets", "skill"): "skill",
    ("abstractions", "kind"): "abstraction_kind",
    ("vehicles", "kind"): "vehicle_kind",
    ("minimum_cover", "role"): "duty_kind",
}
TEXT_TABLES = ("declared", "evidence", "judgements", "aid")


class UnableToPackReturn(MusterError):
    """The return cannot be written as a packed file."""


@dataclass(frozen=True, slots=True)
class _Unsound(Exception):
    """What is wrong with a packed file, before it is known which."""

    problem: Problem


def pack_return(return_: Return, path: Path | str) -> Path:
    """Write a checked return as one packed file; return where it is.

    A folder is given the file `<force>.muster`. Raises UnableToPackReturn.
    """
    place = Path(path)
    place = place / f"{return_.force}{SUFFIX}" if place.is_dir() else place
    try:
        place.write_bytes(packed_bytes(return_))
    except OSError as wrong:
        raise UnableToPackReturn(
            f"{place} cannot be written ({wrong.strerror}); choose another place"
        ) from wrong
    return place


def packed_bytes(return_: Return) -> bytes:
    """Return a checked return as the bytes of a packed file: the same for the same return."""
    members = {TEXTS: _json(_texts(return_))}
    roster = return_.roster
    if roster is not None:
        members |= {f"{name}.arrow": columns_to_arrow(_columns(roster, name)) for name in TABLES}
    manifest = _manifest(return_)
    manifest["members"] = {name: digest_of(body) for name, body in members.items()}
    manifest["digest"] = digest_of(_json(manifest))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, body in {MANIFEST: _json(manifest), **members}.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), body)
    return packed.getvalue()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _columns(roster: Roster, name: str) -> dict[str, NDArray[Any]]:
    table = getattr(roster, name)
    columns = {field.name: getattr(table, field.name) for field in fields(table)}
    return {at: column for at, column in columns.items() if isinstance(column, np.ndarray)}


def _manifest(return_: Return) -> dict[str, Any]:
    roster = return_.roster
    return {
        "format": FORMAT,
        "version": VERSION,
        "about": asdict(return_.about),
        "synthetic": return_.synthetic,
        "words": {kind: list(slugs) for kind, slugs in words_of_return(return_).items()},
        "names": {
            "bases": list(roster.bases.name) if roster else [],
            "patterns": list(roster.pattern_names) if roster else [],
            "on_call": list(roster.on_call_groups) if roster else [],
        },
        "rows": dict(return_.rows),
        "rows_skipped": dict(return_.rows_skipped),
        "skipped": [asdict(fault) for fault in return_.skipped],
        "notes": list(return_.notes),
        "provenance": asdict(return_.provenance),
    }


def _texts(return_: Return) -> dict[str, Any]:
    texts: dict[str, Any] = {name: asdict(getattr(return_, name)) for name in TEXT_TABLES}
    texts["extras"] = {name: asdict(table) for name, table in return_.extras.items()}
    counts = return_.counts
    texts["counts"] = [asdict(count) for count in counts.counts] if counts else None
    return texts


def unpack_return(path: Path, doctrine: Doctrine) -> Return | Fault:
    """Return a packed return, or the one fault that says why it cannot be had."""
    return _unpacked(path.read_bytes(), doctrine, path.name)


def read_packed(body: bytes, *, doctrine: Doctrine, name: str) -> Return:
    """Return the return that some bytes hold packed; `name` is what faults call them.

    Raises UnableToReadReturn.
    """
    found = _unpacked(body, doctrine, name)
    if isinstance(found, Fault):
        raise UnableToReadReturn(name, [found])
    return found


def _unpacked(body: bytes, doctrine: Doctrine, name: str) -> Return | Fault:
    try:
        return _read(body, doctrine)
    except _Unsound as wrong:
        found = wrong.problem
    except (UnableToReadColumns, KeyError, TypeError, ValueError, IndexError, AttributeError):
        found = Problem(
            "corrupt-packed-file",
            "the packed file's parts do not fit together",
            "ask the force to check and pack its return again",
        )
    return Fault("", None, "", "", found.fault, found.remedy, name, "", found.code)


def _read(body: bytes, doctrine: Doctrine) -> Return:
    members = _members(body)
    manifest = _sound_manifest(members)
    texts = json.loads(members[TEXTS])
    about = About(**manifest["about"])
    _check_force(about.force, doctrine)
    provenance = manifest["provenance"]
    counts = texts["counts"]
    return Return(
        force=about.force,
        about=about,
        roster=_roster(manifest, members, doctrine) if "officers.arrow" in members else None,
        counts=None if counts is None else CountSet(about.force, tuple(map(_count, counts))),
        **{name: _table(texts[name]) for name in TEXT_TABLES},
        extras={name: _table(table) for name, table in texts["extras"].items()},
        skipped=tuple(Fault(**fault) for fault in manifest["skipped"]),
        rows_skipped=manifest["rows_skipped"],
        rows=manifest["rows"],
        notes=tuple(manifest["notes"]),
        provenance=Provenance(
            tuple(Input(**each) for each in provenance["inputs"]),
            provenance["doctrine"],
            provenance["software"],
        ),
        synthetic=manifest["synthetic"],
        words=words_of(doctrine),
    )


def _check_force(slug: str, doctrine: Doctrine) -> None:
    if slug not in {force.slug for force in doctrine.forces}:
        fault = f"the packed file is of the force {slug!r}, which doctrine does not have"
        raise _Unsound(Problem("unknown-force", fault, "add it to doctrine"))


def _members(body: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            infos = archive.infolist()
            stored = all(info.compress_type == zipfile.ZIP_STORED for info in infos)
            if not stored or sum(info.file_size for info in infos) > MOST_BYTES:
                raise _Unsound(_not_packed())
            return {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError):
        remedy = "copy or download it again, or ask the force to pack its return again"
        problem = Problem("truncated-packed-file", "the packed file is cut short or broken", remedy)
        raise _Unsound(problem) from None


def _not_packed() -> Problem:
    remedy = "give a file written by `muster return pack`"
    return Problem("not-packed", "the file is not a packed return", remedy)


def _sound_manifest(members: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the manifest once it and every member are as they were packed."""
    if MANIFEST not in members:
        raise _Unsound(_not_packed())
    manifest = json.loads(members[MANIFEST])
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _Unsound(_not_packed())
    if manifest["version"] > VERSION:
        fault = (
            f"the packed file is of version {manifest['version']} and this Muster reads {VERSION}"
        )
        raise _Unsound(Problem("newer-packed-file", fault, "install a newer Muster"))
    said = manifest.pop("digest")
    digests = {name: digest_of(body) for name, body in members.items() if name != MANIFEST}
    if digests != manifest["members"] or digest_of(_json(manifest)) != said:
        raise _Unsound(
            Problem(
                "tampered-packed-file",
                "the packed file was changed after it was packed (its digest differs)",
                "ask the force for the file again, and do not edit it",
            )
        )
    return manifest


def _count(entry: Mapping[str, Any]) -> Count:
    lists = {name: tuple(entry[name]) for name in ("subjects", "skills")}
    return Count(**{**entry, **lists})


def _table(entry: Mapping[str, Any]) -> Table:
    return Table(tuple(entry["columns"]), tuple(map(tuple, entry["rows"])))


def _roster(
    manifest: Mapping[str, Any], members: Mapping[str, bytes], doctrine: Doctrine
) -> Roster:
    tables = {name: columns_from_arrow(members[f"{name}.arrow"]) for name in TABLES}
    words = words_of(doctrine)
    for (table, column), kind in WORDS.items():
        own, slugs = tuple(manifest["words"][kind]), words[kind]
        _check_range(tables[table][column], len(own), table, column)
        if own != slugs:
            tables[table][column] = _recoded(tables[table][column], own, slugs, kind)
    names = {key: tuple(value) for key, value in manifest["names"].items()}
    _check_references(tables, names)
    tables["officers"]["restricted"] = tables["officers"]["restricted"].astype(np.bool_)
    made: dict[str, Any] = {
        name: kind(**tables[name]) for name, kind in TABLES.items() if name != "bases"
    }
    about = manifest["about"]
    return Roster(
        force=about["force"],
        starts=about["period_from"],
        ends=about["period_until"],
        bases=Bases(names["bases"], **tables["bases"]),
        pattern_names=names["patterns"],
        on_call_groups=names["on_call"],
        **made,
    )


def _recoded(
    codes: NDArray[Any], own: tuple[str, ...], slugs: tuple[str, ...], kind: str
) -> NDArray[Any]:
    """Return codes of the packed words as codes of doctrine's, matched by slug."""
    unknown = [own[code] for code in np.unique(codes).tolist() if own[code] not in slugs]
    if unknown:
        what = kind.replace("_", " ")
        fault = f"the packed file has the {what} {unknown[0]!r}, which doctrine does not"
        raise _Unsound(Problem(f"unknown-{what.replace(' ', '-')}", fault, "add it to doctrine"))
    at = {slug: code for code, slug in enumerate(slugs)}
    table = np.array([at.get(slug, -1) for slug in own], dtype=codes.dtype)
    recoded: NDArray[Any] = table[codes]
    return recoded


def _check_range(codes: NDArray[Any], most: int, table: str, column: str, least: int = 0) -> None:
    if len(codes) and not least <= int(codes.min()) <= int(codes.max()) < most:
        raise UnableToReadColumns(f"{table}.{column} refers to what is not there")


def _check_references(
    tables: Mapping[str, Mapping[str, NDArray[Any]]], names: Mapping[str, tuple[str, ...]]
) -> None:
    """Refuse columns of unequal length and references to nothing."""
    for name, columns in tables.items():
        if len({len(column) for column in columns.values()}) > 1:
            raise UnableToReadColumns(f"{name} has columns of unequal length")
    people, bases = tables["officers"], len(names["bases"])
    for table in ("duties", "tickets", "abstractions"):
        _check_range(tables[table]["officer"], len(people["rank"]), table, "officer")
    for table in ("officers", "vehicles", "minimum_cover"):
        _check_range(tables[table]["base"], bases, table, "base", least=-1)
    _check_range(people["pattern"], len(names["patterns"]), "officers", "pattern", least=-1)
    _check_range(people["on_call"], len(names["on_call"]), "officers", "on_call", least=-1)
    _check_range(tables["patterns"]["pattern"], len(names["patterns"]), "patterns", "pattern")
    if len(tables["bases"]["lat"]) != bases:
        raise UnableToReadColumns("bases has not one position a name")
