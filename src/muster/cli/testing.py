"""What the commands of a test without notice share: which force, which script, how it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from muster.cases import case_names, case_test
from muster.cli.assessing import one_force
from muster.cli.background import background_of, provenance_of
from muster.cli.guard import tell
from muster.cli.holdings import Holdings, holding_of
from muster.cli.places import write_whole
from muster.cli.show import BOM, Output, show
from muster.errors import MusterError
from muster.exchange import no_notice_answer
from muster.intake import Return, read_script
from muster.mobilisation import NoNoticeTest, evidence_of_test, score_test
from muster.policing import clock
from muster.reporting import no_notice_report, render_evidence

Script = Annotated[
    Path | None,
    typer.Option(
        "--script",
        "-s",
        metavar="FILE",
        help="The test and its answers (.json), or the answers alone (.csv). A shipped case "
        "that tells of a test has its own.",
    ),
]
Force = Annotated[
    str, typer.Option("--force", help="One force of a network: slug, name or ONS code.")
]
Unit = Annotated[str, typer.Option("--unit", "-u", help="The kind of unit asked for.")]
Asked = Annotated[
    int | None, typer.Option("--units", "-n", min=1, help="How many units were asked for.")
]
Name = Annotated[str, typer.Option("--name", help="What the test is called.")]
Rendezvous = Annotated[str, typer.Option("--rendezvous", help="Where people were told to meet.")]
Scenario = Annotated[str, typer.Option("--scenario", help="What the control room was told.")]
Evidence = Annotated[
    Path | None,
    typer.Option(
        "--evidence",
        metavar="OUT.csv",
        help="Write the result as rows for the evidence table of the force's return.",
    ),
]


class UnableToTest(MusterError):
    """The test cannot be run or scored as it was asked."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of a test on the command line, blank where it is not."""

    unit: str = ""
    units: int | None = None
    put_at: str = ""
    name: str = ""
    rendezvous: str = ""
    scenario: str = ""

    def heading(self) -> Mapping[str, str]:
        """Return it by the columns of a script's heading."""
        said = {
            "unit": self.unit,
            "units": "" if self.units is None else str(self.units),
            "put_at": self.put_at,
            "name": self.name,
            "rendezvous": self.rendezvous,
            "scenario": self.scenario,
        }
        return {column: value for column, value in said.items() if value}


def open_script(held: Holdings, script: Path | None, given: Given) -> NoNoticeTest:
    """Return the test of a script, or the one a shipped case tells of.

    Raises UnableToTest where there is neither, and UnableToReadTest.
    """
    if script:
        return read_script(script, doctrine=held.doctrine, given=given.heading())
    found = case_test(held.name, doctrine=held.doctrine) if held.name in case_names() else None
    if found is None:
        raise UnableToTest(
            f"{held.name} tells of no test; give --script, which `muster test run` writes"
        )
    return found


def tested_force(held: Holdings, force: str, test: NoNoticeTest) -> tuple[Return, NoNoticeTest]:
    """Return the return of the force tested, and the test with that force in it.

    Raises UnableToTest where the script is another force's.
    """
    found = one_force(held, force or (test.force if held.network else ""))
    if test.force and test.force != found.force:
        raise UnableToTest(
            f"The script is of a test of {test.force}, and the records are those of "
            f"{found.force}; give its own return, or --force"
        )
    return found, replace(test, force=found.force)


def score_and_show(
    held: Holdings, return_: Return, test: NoNoticeTest, output: Output, evidence: Path | None
) -> None:
    """Score a test against a force's records, and show it; write its evidence where asked."""
    doctrine = held.doctrine
    result = score_test(test, holding_of(return_), doctrine=doctrine)
    rows = evidence_of_test(result, doctrine=doctrine)
    own = replace(held, name=held.name, returns=(return_,), network=False)
    background = background_of(own)
    unit = doctrine.composition(test.unit, clock.instant_of(test.put_at).date())
    answer = no_notice_answer(
        result,
        unit,
        evidence=rows,
        provenance=provenance_of(own),
        synthetic=return_.synthetic,
        notes=background.notes,
    )
    if evidence:
        write_whole(evidence, BOM + render_evidence(rows))
        tell(f"{len(rows):,} rows of evidence written to {evidence}", style="green")
    show(no_notice_report(result, unit, background, evidence=rows), answer, output)
