"""A campaign kept in a file, to go on with after an interruption."""

import hashlib
import io
import json
import tokenize
import zipfile
import zlib
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.errors import MusterError
from muster.rehearsal.campaigning import Kept
from muster.rehearsal.tallies import BLOCK, Part, Tally

VERSION = "muster.kept_campaign/2"
LARGEST = 1 << 30  # bytes that what is kept may unpack to
UNREADABLE = (
    KeyError, ValueError, TypeError, OSError, EOFError, MemoryError, OverflowError,
    RuntimeError, zipfile.BadZipFile, zlib.error, tokenize.TokenError, SyntaxError,
)  # fmt: skip


class UnableToGoOn(MusterError):
    """What was kept of a campaign cannot be read."""


def pack_kept(kept: Kept) -> bytes:
    """Return what was kept of a campaign as the bytes of a file."""
    columns: dict[str, NDArray[Any]] = {
        "digests": np.frombuffer(b"".join(kept.part.digests), dtype=np.uint8)
    }
    for row, (tally, worst) in enumerate(zip(kept.part.tallies, kept.part.worst, strict=True)):
        columns[f"{row}.worst"] = worst
        columns |= {f"{row}.{each.name}": getattr(tally, each.name) for each in fields(tally)}
    about = {
        "schema": VERSION,
        "fingerprint": kept.fingerprint,
        "seed": kept.seed,
        "replications": kept.part.replications,
        "policies": len(kept.part.tallies),
    }
    columns["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    written = io.BytesIO()
    np.savez_compressed(written, **columns)  # type: ignore[arg-type]
    return written.getvalue()


def unpack_kept(given: bytes) -> Kept:
    """Return what was kept of a campaign. Raises UnableToGoOn for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(given)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST:
                raise UnableToGoOn("What was kept is larger than any campaign; begin anew")
        columns = np.load(io.BytesIO(given), allow_pickle=False)
        about = json.loads(bytes(columns["about"]))
        if about["schema"] != VERSION:
            raise UnableToGoOn(f"What was kept is of version {about['schema']}; begin anew")
        return _kept(about, columns)
    except UNREADABLE as wrong:
        raise UnableToGoOn(
            "This is not what was kept of a campaign; give the file that --keep wrote"
        ) from wrong


def _kept(about: dict[str, Any], columns: Any) -> Kept:
    """Return what columns hold. Raises KeyError, TypeError and ValueError for anything else."""
    replications, policies, seed = (about[key] for key in ("replications", "policies", "seed"))
    joined, size = bytes(columns["digests"]), hashlib.sha256().digest_size
    if {type(each) for each in (replications, policies, seed)} != {int}:
        raise TypeError
    if len(joined) != -(-replications // BLOCK) * size or not policies or replications < 1:
        raise ValueError
    part = Part(
        replications,
        tuple(
            Tally(*(columns[f"{row}.{each.name}"] for each in fields(Tally)))
            for row in range(policies)
        ),
        tuple(columns[f"{row}.worst"] for row in range(policies)),
        tuple(joined[at : at + size] for at in range(0, len(joined), size)),
    )
    return Kept(str(about["fingerprint"]), seed, part)
