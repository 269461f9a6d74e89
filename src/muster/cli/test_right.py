"""`muster test right`: were we right? Predicted against actual, and the norms it proposes."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from muster.cli import options
from muster.cli.background import software
from muster.cli.guard import tell
from muster.cli.holdings import doctrine_of
from muster.cli.places import write_whole
from muster.cli.show import Output, show
from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.exchange import NoNoticeAnswer, outcomes_from, right_answer
from muster.intake import Input, Provenance, read_callouts
from muster.mobilisation import (
    Assembly,
    Outcome,
    norms_toml,
    propose_norms,
    review_predictions,
)
from muster.policing import clock
from muster.reporting import Background, right_report

MOST_FAULTS = 20


class UnableToReadResult(MusterError):
    """The file is no scored test."""

    def __init__(self, path: Path, faults: Sequence[str]) -> None:
        """Keep every fault, and say them all."""
        self.faults = tuple(faults)
        said = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(
            f"{path} is not a scored test; give what `muster test score --json` wrote:\n{said}"
        )


class _Seen:
    """What the files say, and whether anybody in them is invented."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.outcomes: list[Outcome] = []
        self.assemblies: list[Assembly] = []
        self.inputs: list[Input] = []
        self.synthetic = False
        self.still: list[str] = []

    def add(self, path: Path, doctrine: Doctrine) -> None:
        """Add a scored test (.json), or records of call-outs (.csv)."""
        if path.suffix.lower() == ".csv":
            self.outcomes += read_callouts(path, doctrine=doctrine)
        else:
            answer = _result(path)
            outcomes, assemblies = outcomes_from(answer)
            self.outcomes += outcomes
            self.assemblies += assemblies
            self.synthetic |= answer.synthetic
            self.still += [] if outcomes else [answer.name]
        body = path.read_bytes()
        self.inputs.append(Input(path.name, hashlib.sha256(body).hexdigest(), len(body)))


def right(
    results: Annotated[
        list[Path],
        typer.Argument(
            metavar="RESULT...",
            help="Scored tests (`muster test score --json`), and call-outs as CSV.",
        ),
    ],
    propose: Annotated[
        Path | None,
        typer.Option(
            "--propose", metavar="OUT.toml", help="Write the norms to change as local doctrine."
        ),
    ] = None,
    starts: Annotated[
        str, typer.Option("--from", help="The day new norms start; by default after the last.")
    ] = "",
    approver: Annotated[
        str, typer.Option("--approver", help="The officer who is to approve them.")
    ] = "",
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """Were we right? Turnout and times predicted against actual, by hour and post.

    Proposes new norms with their intervals where enough was seen, and says cannot tell where
    too little was. `--propose` writes them as a file of local doctrine, for a named officer
    to approve; nothing changes by itself.

        muster test right test-*.json callouts.csv --html right.html

        muster test right callouts.csv --propose norms/turnout.toml --approver "ACC Operations"
    """
    known = doctrine_of(doctrine)
    seen = _Seen()
    for path in results:
        seen.add(path, known)
    review = review_predictions(seen.outcomes, seen.assemblies, doctrine=known)
    proposals = propose_norms(review, doctrine=known)
    notes = tuple(
        f"{name} moved nobody, or records no call: it says nothing of turnout."
        for name in seen.still
    )
    answer = right_answer(
        review,
        proposals,
        provenance=Provenance(tuple(seen.inputs), known.digest, software()),
        synthetic=seen.synthetic,
        notes=notes,
    )
    if propose:
        first = _starts(starts, review.at)
        _write(propose, norms_toml(proposals, review, starts=first, approver=approver))
    background = Background(known, synthetic=seen.synthetic, notes=notes, origins=_origins(seen))
    show(right_report(review, proposals, background), answer, Output(json, html, markdown))


def _result(path: Path) -> NoNoticeAnswer:
    try:
        return NoNoticeAnswer.model_validate_json(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise UnableToReadResult(path, ["it is not UTF-8"]) from None
    except ValidationError as wrong:
        faults = [
            f"{'.'.join(map(str, each['loc'])) or 'the whole'}: {each['msg']}"
            for each in wrong.errors()[:MOST_FAULTS]
        ]
        raise UnableToReadResult(path, faults) from None


def _starts(text: str, last: int) -> date:
    """Return the day new norms start: the one said, or the day after the last call."""
    if text:
        return clock.instant_of(clock.parse_instant(text)).date()
    return clock.instant_of(last).date() + timedelta(days=1)


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, text)
    tell(f"Proposed, not approved: written to {place}", style="yellow")


def _origins(seen: _Seen) -> tuple[tuple[str, str], ...]:
    files = ", ".join(each.name for each in seen.inputs)
    return (("Read from", files), ("Made by", software()))
