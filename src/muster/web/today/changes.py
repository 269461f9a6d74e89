"""What moved: a force's matrix against an earlier one, and what its latest return changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.assessment import Comparison, Difference, Grade, because, compare
from muster.policing import clock
from muster.web.accounts.rights import Viewer
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import documents_known, latest_return
from muster.web.nation.links import cell_link
from muster.web.nation.wording import cell_words
from muster.web.picture.asked import Asked
from muster.web.picture.matrices import matrix_of

WEEKS = timedelta(weeks=4)
LISTED = 5


@dataclass(frozen=True, slots=True)
class Moved:
    """One criterion that grades otherwise than before."""

    statement: str
    cell: str
    url: str
    before: str
    after: str
    because: str


@dataclass(frozen=True, slots=True)
class MovedCell:
    """One cell that grades otherwise than before."""

    name: str
    url: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """Two matrices of one force: how many criteria got worse and better, and the worse ones.

    `known` are those that have evidence now or lost it: neither is better than the other.
    `nothing_before` says why there is nothing to compare with, empty where there is.
    """

    title: str
    said: str = ""
    worse: Sequence[Moved] = ()
    more: int = 0
    cells: Sequence[MovedCell] = ()
    nothing_before: str = ""
    known: Sequence[Moved] = ()
    more_known: int = 0


def since_weeks(viewer: Viewer, document: Document, asked: Asked) -> Changes:
    """Return what moved since four weeks ago at the same hour, as it was known then.

    The same hour of the same weekday: by night a force raises other units than by day.
    """
    title = _("Since four weeks ago")
    then = replace(asked, at=asked.at - int(WEEKS.total_seconds() // 60), known=asked.known - WEEKS)
    before = latest_return(document.subject, then.known)
    if before is None or clock.minute_of(before.period_from or before.received_at) > then.at:
        return Changes(title, nothing_before=_("No return was held four weeks ago."))
    found = compare(matrix_of(before, then), matrix_of(document, asked))
    return changes_of(viewer, title, found)


def since_return_before(viewer: Viewer, document: Document, asked: Asked) -> Changes:
    """Return what the latest return changed: it and the one before, both at the instant asked."""
    title = _("What the latest return changed")
    before = return_before(document, asked)
    if before is None:
        return Changes(title, nothing_before=_("It is the first return that is held."))
    found = compare(matrix_of(before, asked), matrix_of(document, asked))
    return changes_of(viewer, title, found)


def return_before(document: Document, asked: Asked) -> Document | None:
    """Return the return that a later one took the place of; None where there was none."""
    held = documents_known(Kind.RETURN, asked.known).filter(subject=document.subject)
    earlier = held.exclude(pk=document.pk).filter(received_at__lte=document.received_at)
    return earlier.order_by("-received_at", "-id").first()


def changes_of(viewer: Viewer, title: str, found: Comparison) -> Changes:
    """Return a comparison as a page tells it: the criteria that got worse, the cells that moved."""
    force = found.second.subject
    worse = [_moved(viewer, force, each) for each in found.worsened]
    gained, lost = _evidence_moved(found)
    known = [_moved(viewer, force, each) for each in (*lost, *gained)]
    return Changes(
        title,
        _said(found),
        worse=worse[:LISTED],
        more=max(0, len(worse) - LISTED),
        known=known[:LISTED],
        more_known=max(0, len(known) - LISTED),
        cells=[
            MovedCell(
                cell_words(one.threat, one.aspect),
                cell_link(viewer, force, one.threat, one.aspect),
                str(one.grade or ""),
                str(other.grade or ""),
            )
            for one, other in zip(found.first.cells, found.second.cells, strict=True)
            if one.grade is not other.grade
        ],
    )


def _evidence_moved(found: Comparison) -> tuple[list[Difference], list[Difference]]:
    """Return the criteria that have evidence now, and those that have none any more.

    Only those of which neither grade is the better: what is not met, and what is not known.
    """
    neither = [each for each in found.differences if not (each.worsened or each.improved)]
    gained = [each for each in neither if each.first.grade is Grade.NOT_EVIDENCED]
    return gained, [each for each in neither if each not in gained]


def _said(found: Comparison) -> str:
    """Return how many criteria moved which way, the worse first; what is nought is not said."""
    worse, better = len(found.worsened), len(found.improved)
    gained, lost = (len(each) for each in _evidence_moved(found))
    if not found.differences:
        return _("Nothing moved.")
    parts = [] if worse else [_("Nothing got worse.")]
    if worse:
        said = ngettext("%(n)d criterion got worse.", "%(n)d criteria got worse.", worse)
        parts.append(said % {"n": worse})
    if better:
        said = ngettext("%(n)d got better.", "%(n)d got better.", better)
        parts.append(said % {"n": better})
    if lost:
        said = ngettext("%(n)d lost its evidence.", "%(n)d lost their evidence.", lost)
        parts.append(said % {"n": lost})
    if gained:
        said = ngettext(
            "%(n)d has evidence now, and is not met.",
            "%(n)d have evidence now, and are not met.",
            gained,
        )
        parts.append(said % {"n": gained})
    return " ".join(parts)


def _moved(viewer: Viewer, force: str, difference: Difference) -> Moved:
    criterion = difference.second.criterion
    return Moved(
        criterion.statement,
        cell_words(criterion.threat, criterion.aspect),
        cell_link(viewer, force, criterion.threat, criterion.aspect),
        str(difference.first.grade),
        str(difference.second.grade),
        because(difference.second),
    )
