"""A campaign kept in a file, to go on with after an interruption."""

import io
import json
import zipfile
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.errors import MusterError
from muster.rehearsal.campaigning import Kept
from muster.rehearsal.tallies import Part, Tally

VERSION = "muster.kept_campaign/1"
LARGEST = 1 << 30  # bytes that what is kept may unpack to


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
        joined = bytes(columns["digests"])
        part = Part(
            about["replications"],
            tuple(
                Tally(*(columns[f"{row}.{each.name}"] for each in fields(Tally)))
                for row in range(about["policies"])
            ),
            tuple(columns[f"{row}.worst"] for row in range(about["policies"])),
            tuple(joined[at : at + 32] for at in range(0, len(joined), 32)),
        )
        return Kept(about["fingerprint"], about["seed"], part)
    except (KeyError, ValueError, TypeError, OSError, EOFError, zipfile.BadZipFile) as wrong:
        raise UnableToGoOn(
            "This is not what was kept of a campaign; give the file that --keep wrote"
        ) from wrong
