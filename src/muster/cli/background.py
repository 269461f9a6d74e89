"""What is said besides an answer: where the facts came from, and what was left out."""

from collections.abc import Sequence
from dataclasses import replace
from importlib import metadata

from muster.cli.holdings import Holdings
from muster.doctrine import Doctrine
from muster.intake import Provenance, Return
from muster.reporting import Background, instant_words, titled

DIGEST_SHOWN = 16
INPUTS_SHOWN = 6


def background_of(holdings: Holdings, *notes: str) -> Background:
    """Return what is said with an answer about some returns."""
    said = [note for note in notes if note]
    said += [_both(each) for each in holdings.returns if each.roster and each.counts]
    said += dict.fromkeys(note for each in holdings.returns for note in each.notes)
    return Background(
        doctrine=holdings.doctrine,
        synthetic=holdings.synthetic,
        invented=_invented(holdings),
        notes=tuple(said),
        warnings=tuple(text for each in holdings.returns for text in _skipped(each)),
        origins=tuple(_origins(holdings)),
    )


def provenance_of(holdings: Holdings) -> Provenance:
    """Return what an answer was made from: every input, doctrine's digest, this software."""
    inputs = tuple(each for return_ in holdings.returns for each in return_.provenance.inputs)
    own = Provenance(tuple(dict.fromkeys(inputs)), holdings.doctrine.digest, "")
    return replace(own, software=software())


def software() -> str:
    """Return the name and version of this software."""
    return f"muster-spr {metadata.version('muster-spr')}"


def _invented(holdings: Holdings) -> tuple[str, ...]:
    """Return the forces that are synthetic, where others are not."""
    found = tuple(each.force for each in holdings.returns if each.synthetic)
    return found if len(found) < len(holdings.returns) else ()


def _both(return_: Return) -> str:
    return f"The return of {return_.force} gives totals too; its people are counted instead."


def _skipped(return_: Return) -> list[str]:
    if not return_.rows_skipped:
        return []
    rows = ", ".join(f"{count:,} of {table}" for table, count in return_.rows_skipped.items())
    return [f"Faulty rows of {return_.force} were left out: {rows}. The answer is without them."]


def _origins(holdings: Holdings) -> list[tuple[str, str]]:
    provenance = provenance_of(holdings)
    found = [("Return", holdings.name)]
    if not holdings.network:
        found += _about(holdings.returns[0], holdings.doctrine)
    inputs = provenance.inputs
    said = [f"{each.name} (SHA-256 {each.sha256[:DIGEST_SHOWN]}…)" for each in inputs]
    if said:
        more = len(said) - INPUTS_SHOWN
        shown = ", ".join(said[:INPUTS_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
        found.append(("Read from", shown))
    found.append(("Doctrine", f"SHA-256 {provenance.doctrine[:DIGEST_SHOWN]}…"))
    found.append(("Made by", provenance.software))
    return found


def _about(return_: Return, doctrine: Doctrine) -> Sequence[tuple[str, str]]:
    about = return_.about
    period = " until ".join(
        instant_words(minute) for minute in (about.period_from, about.period_until)
    )
    source = (("Source", titled(about.source, doctrine)),) if about.source else ()
    return (
        ("Period", period),
        ("Prepared", instant_words(about.prepared_at)),
        ("Prepared by", about.prepared_by or "not stated"),
        *source,
    )
