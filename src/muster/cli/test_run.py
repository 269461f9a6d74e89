"""`muster test run`: put a test without notice, and take the answers as they come in."""

import json as json_format
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from muster.cli import options, testing
from muster.cli.guard import INTERRUPTED, tell
from muster.cli.holdings import Holdings, choose_instant, holding_of, open_holdings
from muster.cli.places import write_whole
from muster.cli.show import Output
from muster.cli.test_lines import HELP, UnableToUnderstand, describe_row, parse_line
from muster.cli.working import working
from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.intake import UnableToReadTest, check_script, script_rows
from muster.mobilisation import EXERCISE, NoNoticeTest
from muster.policing import clock

Clock = Literal["typed", "real"]
Row = dict[str, str]


@dataclass
class _Session:
    """A test being taken down: its heading and answers as rows of text, kept in a file."""

    heading: Row
    rows: list[Row]
    place: Path
    doctrine: Doctrine
    running: bool
    put_at: int = 0
    commands: dict[str, Callable[[str], None]] = field(init=False)

    def __post_init__(self) -> None:
        """Refuse a heading that is not sound, before anyone answers."""
        self.put_at = self.test().put_at
        self.commands = {"list": self.tell_all, "undo": self.undo, "ended": self.end}

    def test(self) -> NoNoticeTest:
        """Return the test as it stands."""
        return check_script(self.heading, self.rows, doctrine=self.doctrine)

    def minute(self) -> int | None:
        """Return the minute it is now by a running clock, None where times are typed."""
        if not self.running:
            return None
        return max(0, clock.minute_of(datetime.now(UTC)) - self.put_at)

    def keep(self) -> None:
        """Write the script, whole."""
        script = {"test": self.heading, "answers": self.rows}
        write_whole(self.place, json_format.dumps(script, indent=1, ensure_ascii=False) + "\n")

    def take(self, line: str) -> None:
        """Take one line: a command, or an answer, which is kept if it is sound."""
        first, _, rest = line.partition(" ")
        if first in self.commands:
            self.commands[first](rest.strip())
        elif first in ("help", "?"):
            say(HELP)
        else:
            self._try(self.heading, [*self.rows, parse_line(line, clock=self.minute())])
            say(f"kept {describe_row(self.rows[-1])}")

    def tell_all(self, _: str) -> None:
        """Say every answer so far."""
        for number, row in enumerate(self.rows, 1):
            say(f"{number:,}. {describe_row(row)}")

    def undo(self, _: str) -> None:
        """Forget the last answer."""
        if self.rows:
            say(f"forgotten: {describe_row(self.rows[-1])}")
            self._try(self.heading, self.rows[:-1])

    def end(self, minutes: str) -> None:
        """Say when the test was stood down."""
        now = self.minute()
        said = minutes or ("" if now is None else str(now))
        self._try({**self.heading, "ended_minutes": said}, self.rows)

    def _try(self, heading: Row, rows: list[Row]) -> None:
        """Keep a heading and rows where they are sound. Raises UnableToReadTest."""
        check_script(heading, rows, doctrine=self.doctrine)
        self.heading, self.rows = heading, rows
        self.keep()


def run_test(
    holding: options.Holding,
    script: Annotated[
        Path,
        typer.Option(
            "--script", "-s", metavar="FILE.json", help="Where answers are kept; gone on with."
        ),
    ],
    force: testing.Force = "",
    unit: testing.Unit = "",
    units: testing.Asked = None,
    at: Annotated[
        str, typer.Option("--at", help="The instant it is put, or now; now with --clock real.")
    ] = "",
    name: testing.Name = "",
    rendezvous: testing.Rendezvous = "",
    scenario: testing.Scenario = "",
    clock_: Annotated[
        Clock, typer.Option("--clock", help="Type the minutes, or let this computer's clock run.")
    ] = "typed",
    evidence: testing.Evidence = None,
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    skip_faulty: options.SkipFaulty = False,
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """Put a test without notice to a force, take the answers as they come in, and score it.

    Each answer is one line, checked and kept in FILE at once. Interrupted or ended by `quit`,
    the test is gone on with by the same command; `done` scores it. Everything is an EXERCISE.

        muster test run kent.muster --units 3 --script test.json --clock real

        muster test run nation --force Kent --units 3 --at 2026-03-02T20:00 --script test.json
    """
    with working(f"Reading {holding}") as progress:
        held = open_holdings(holding, folders=doctrine, skip_faulty=skip_faulty, progress=progress)
        said = testing.Given(unit, units, at, name, rendezvous, scenario)
        session = _session(held, force, said, script, running=clock_ == "real")
    return_, test = testing.tested_force(held, force, session.test())
    holding_of(return_)
    say(
        f"{EXERCISE}. {test.units or 'Some'} × {test.unit} asked of {test.force}, put at "
        f"{clock.describe_instant(test.put_at)}; {len(session.rows):,} answers so far. Type help."
    )
    if _take_all(session, script):
        testing.score_and_show(
            held,
            *testing.tested_force(held, force, session.test()),
            Output(json, html, markdown),
            evidence,
        )


def _session(
    held: Holdings, force: str, given: testing.Given, place: Path, *, running: bool
) -> _Session:
    """Return a test begun, or gone on with from its script."""
    if place.suffix.lower() != ".json":
        raise testing.UnableToTest(f"{place} does not end in .json; a test is kept as JSON")
    if place.exists():
        heading, rows = script_rows(place, doctrine=held.doctrine, given=given.heading())
        return _Session(heading, rows, place, held.doctrine, running)
    if given.units is None:
        raise testing.UnableToTest("A new test needs --units: how many are asked for")
    slug = force and held.doctrine.force(force).slug
    when = given.put_at or ("now" if running else "")
    put_at, said = choose_instant(when, held.returns, "--at")
    if said:
        say(said)
    heading = {
        "force": slug if held.network else held.returns[0].force,
        **given.heading(),
        "unit": given.unit or "psu",
        "put_at": clock.describe_instant(put_at),
    }
    session = _Session({k: v for k, v in heading.items() if v}, [], place, held.doctrine, running)
    session.keep()
    return session


def _take_all(session: _Session, script: Path) -> bool:
    """Take lines until the test is done; say whether it is to be scored."""
    try:
        while True:
            line = _read(session)
            if line is None or line in ("done", "quit"):
                if line == "quit":
                    say(f"Kept in {script}; give the same command to go on.")
                return line != "quit"
            if line:
                _take(session, line)
    except KeyboardInterrupt:
        tell(
            f"Interrupted; {len(session.rows):,} answers are kept in {script}. "
            "Give the same command to go on, or `muster test score` to score them",
            style="yellow",
        )
        raise typer.Exit(INTERRUPTED) from None


def _take(session: _Session, line: str) -> None:
    """Take one line, and say what is wrong with it where something is."""
    try:
        session.take(line)
    except UnableToReadTest as wrong:
        for fault in wrong.faults:
            column = f"{fault.column}: " if fault.column else ""
            tell(f"not kept: {column}{fault.value!r} {fault.fault}; {fault.remedy}")
    except (UnableToUnderstand, MusterError) as wrong:
        tell(f"not kept: {wrong}")


def _read(session: _Session) -> str | None:
    """Return the next line, None where there are no more."""
    if sys.stdin.isatty():
        minute = session.minute()
        sys.stderr.write("> " if minute is None else f"[+{minute}] > ")
        sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None


def say(text: str) -> None:
    """Say something that is no answer, on stderr."""
    sys.stderr.write(f"{text}\n")
