"""`muster doctrine criteria`, `crosswalk` and `framework`: what is asked, edition by edition."""

from typing import Annotated

import typer

from muster.cli import options
from muster.cli.assessing import EditionOption, UnableToAssess, choose_edition, current_day
from muster.cli.holdings import doctrine_of
from muster.cli.show import Output, show
from muster.doctrine import Doctrine
from muster.exchange import criteria_answer, doctrine_answer, source_cells
from muster.reporting import criteria_report, list_report


def criteria(
    edition: EditionOption = "",
    threat: Annotated[str, typer.Option(help="One threat, such as public-order.")] = "",
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    html: options.Html = None,
    markdown: options.Markdown = False,
) -> None:
    """What is asked in each cell of the matrix: the criteria of an edition, with their sources.

    Without an edition: the one in force today.

        muster doctrine criteria --edition 2012 --threat public-order
    """
    known = doctrine_of(doctrine)
    chosen, _ = choose_edition(edition, current_day(), known)
    found = known.criteria_of(chosen)
    if threat:
        _hold_to_threat(threat, chosen, known)
        found = tuple(each for each in found if each.threat == threat)
    slugs = {each.slug for each in found}
    crosswalk = [
        each
        for each in known.crosswalk
        if chosen in (each.from_edition, each.to_edition)
        and (not threat or {each.criterion, each.becomes} & slugs)
    ]
    answer = criteria_answer(chosen, found, crosswalk, doctrine=known, threat=threat)
    show(criteria_report(chosen, found, known), answer, Output(json, html, markdown))


def _hold_to_threat(threat: str, edition: str, doctrine: Doctrine) -> None:
    threats = doctrine.edition(edition).threats
    if threat not in threats:
        raise UnableToAssess(
            f"Edition {edition} has no threat {threat!r}; it has {', '.join(threats)}"
        )


def crosswalk(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """What became of each criterion that does not carry over from one edition to the next."""
    known = doctrine_of(doctrine)
    rows = [
        {
            "criterion": each.criterion,
            "from_edition": each.from_edition,
            "to_edition": each.to_edition,
            "becomes": each.becomes or None,
            "note": each.note,
            **source_cells(each.source),
        }
        for each in known.crosswalk
    ]
    answer = doctrine_answer("crosswalk", rows, known)
    show(list_report("Crosswalk between editions", rows), answer, Output(json, None, markdown))


def framework(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """The questions of the capability framework, on which a force assesses itself."""
    known = doctrine_of(doctrine)
    rows = [
        {
            "question": each.slug,
            "area": each.area,
            "asks": each.question,
            **source_cells(each.source),
        }
        for each in known.framework
    ]
    answer = doctrine_answer("framework", rows, known)
    show(list_report("Capability framework", rows), answer, Output(json, None, markdown))
