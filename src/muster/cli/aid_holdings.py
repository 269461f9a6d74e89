"""What `muster ledger` is asked of: a case, return, network or file of aid, and whose aid."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from muster.cases import case_names
from muster.cli.background import background_of, provenance_of, software
from muster.cli.holdings import Holdings, doctrine_of, open_holdings
from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.exchange import LedgerScope
from muster.intake import (
    LedgerFile,
    Progress,
    Provenance,
    ledger_of,
    ledger_of_network,
    read_ledger,
)
from muster.mobilisation import Ledger
from muster.policing import clock
from muster.reporting import Background
from muster.synthesis import SHIPPED_NETWORKS

TABLES = (".csv", ".json", ".xlsx", ".xlsm", ".ods")


class UnableToWeighAid(MusterError):
    """What was asked for is not in what was given."""


@dataclass(frozen=True, slots=True, eq=False)
class AidHoldings:
    """A ledger, the doctrine it is read under, whose returns it is from, and its background."""

    name: str
    doctrine: Doctrine
    ledger: Ledger
    forces: tuple[str, ...]
    network: bool
    background: Background
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose aid is asked for: one force, a region or all there are, and what to call it."""

    scope: LedgerScope
    subject: str
    name: str
    forces: tuple[str, ...]
    note: str = ""


def open_ledger(
    name: str, folders: Sequence[Path], *, skip_faulty: bool, progress: Progress
) -> AidHoldings:
    """Return the ledger that a name stands for: a case, return, network or file of aid alone.

    Raises as `open_holdings` and `read_ledger` do, and UnableToWeighAid for an empty ledger.
    """
    found = _from_file(name, folders, skip_faulty=skip_faulty)
    if found is None:
        held = open_holdings(name, folders=folders, skip_faulty=skip_faulty, progress=progress)
        found = _from_returns(held)
    if not len(found.ledger):
        raise UnableToWeighAid(f"{name} holds no aid; add rows to its aid table")
    return found


def _from_file(name: str, folders: Sequence[Path], *, skip_faulty: bool) -> AidHoldings | None:
    path = Path(name)
    shipped = name in SHIPPED_NETWORKS or name in case_names()
    if shipped or not path.is_file() or path.suffix.lower() not in TABLES:
        return None
    doctrine = doctrine_of(folders)
    held = read_ledger(path, doctrine=doctrine, skip_faulty=skip_faulty)
    if held is None:
        return None
    named = {force for each in held.ledger.entries for force in (each.donor, each.host)}
    provenance = Provenance(held.inputs, doctrine.digest, software())
    return AidHoldings(
        name=path.name,
        doctrine=doctrine,
        ledger=held.ledger,
        forces=tuple(sorted(named - {""})),
        network=True,
        background=_background(path.name, held, doctrine),
        provenance=provenance,
    )


def _background(name: str, held: LedgerFile, doctrine: Doctrine) -> Background:
    lost = f"Faulty rows were left out: {held.skipped:,} of aid. The answer is without them."
    origins = [("Ledger", name)]
    origins += [("Read from", f"{each.name} (SHA-256 {each.sha256})") for each in held.inputs]
    return Background(
        doctrine=doctrine,
        notes=held.notes,
        warnings=(lost,) if held.skipped else (),
        origins=(*origins, ("Doctrine", f"SHA-256 {doctrine.digest}"), ("Made by", software())),
    )


def _from_returns(held: Holdings) -> AidHoldings:
    if held.network:
        ledger = ledger_of_network(held.returns, doctrine=held.doctrine)
    else:
        ledger = ledger_of(held.returns[0], doctrine=held.doctrine)
    return AidHoldings(
        name=held.name,
        doctrine=held.doctrine,
        ledger=ledger,
        forces=tuple(each.force for each in held.returns),
        network=held.network,
        background=background_of(held),
        provenance=provenance_of(held),
    )


def whose_aid(held: AidHoldings, force: str, region: str) -> Whose:
    """Return whose aid is asked for: of a return, by default, its own force's.

    Raises UnableToFindDoctrine for a force nobody knows, UnableToWeighAid for a region none of
    whose forces is there.
    """
    if region:
        return _region(held, region)
    if not force and held.network and len(held.forces) > 1:
        return Whose("network", held.name, held.name, held.forces)
    one = held.doctrine.force(force or held.forces[0])
    note = ""
    if one.slug not in held.forces:
        note = f"{held.name} has no return of {one.name}: this is only what others tell of it."
    return Whose("force", one.slug, one.name, (one.slug,), note)


def _region(held: AidHoldings, region: str) -> Whose:
    wanted = region.strip().lower().replace(" ", "-")
    known = {each.slug: each.name for each in held.doctrine.regions}
    if wanted not in known:
        raise UnableToWeighAid(f"There is no region {region!r}; there are {', '.join(known)}")
    forces = tuple(each.slug for each in held.doctrine.forces if each.region == wanted)
    missing = [held.doctrine.force(each).name for each in forces if each not in held.forces]
    if len(missing) == len(forces):
        raise UnableToWeighAid(f"{held.name} holds nothing of a force of {known[wanted]}")
    note = f"Not in {held.name}: {', '.join(missing)}; only what others tell of them is counted."
    return Whose("region", wanted, f"{known[wanted]} (region)", forces, note if missing else "")


def period_of(first: str, last: str, ledger: Ledger) -> tuple[int, int, str]:
    """Return the minutes a period starts and ends at, and what to say where it was not said.

    A date alone is the whole of its day. Without either, the ledger's own first or last
    minute. Raises UnableToReadInstant, and UnableToWeighAid for a period that runs backwards.
    """
    start = clock.parse_instant(first) if first else min(each.start for each in ledger.entries)
    end = _closing(last) if last else max(each.end for each in ledger.entries)
    if end <= start:
        raise UnableToWeighAid(
            f"The period ends at {clock.describe_instant(end)}, not after it starts at "
            f"{clock.describe_instant(start)}; swap or mend --from and --to"
        )
    asked = [option for option, text in (("--from", first), ("--to", last)) if not text]
    said = f"No {' and no '.join(asked)} was given: the ledger's own is taken." if asked else ""
    return start, end, said


def _closing(text: str) -> int:
    """Return the minute after the last that an instant or a whole day names."""
    try:
        day = clock.day_of(date.fromisoformat(text.strip()))
    except ValueError:
        return clock.parse_instant(text)
    clock.parse_instant(text)
    return int(clock.utc_from_local(np.array((day + 1) * clock.DAY)))


def with_notes(background: Background, *notes: str) -> Background:
    """Return a background with more to say first."""
    return replace(background, notes=(*(note for note in notes if note), *background.notes))
