"""What the people of one force are shown: chief officer, planning lead, control room, HR."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.assessment import Grade, Matrix, because, moves, worst_gaps
from muster.web.accounts.rights import Place, Right, Viewer, may
from muster.web.documents.models import Document
from muster.web.documents.queries import latest_return
from muster.web.forces.links import rung_address
from muster.web.forces.queries import lifts_of
from muster.web.nation.boards import Figure
from muster.web.nation.links import address, cell_link, force_link
from muster.web.nation.standings import Standing, prepared, standing_of
from muster.web.nation.wording import cell_words, force_words, unit_words
from muster.web.picture.asked import Asked
from muster.web.picture.freshness import shelf_life, shelf_words
from muster.web.picture.matrices import matrix_of
from muster.web.picture.years import year_of
from muster.web.today.ahead import Ahead, Lapse, ahead_of, lapses_of
from muster.web.today.changes import Changes, since_return_before, since_weeks
from muster.web.today.judged import judged_otherwise
from muster.web.today.limits import (
    Level,
    fall_of,
    level_of,
    levels_of,
    lift_words,
    limit_words,
)
from muster.web.today.telling import Item, Slot, heard, told

WIDEST = 5


@dataclass(frozen=True, slots=True)
class GapCard:
    """A requirement not met, why, and what would move it."""

    statement: str
    cell: str
    url: str
    grade: str
    because: str
    moves: str


@dataclass(frozen=True, slots=True)
class Rung:
    """How many people's tickets lift a force to so many units, and where they are named."""

    units: int
    people: int
    url: str


@dataclass(frozen=True)
class ForcePart:
    """What every part about one force starts from; `document` is None where nothing is held."""

    place: Place
    name: str
    url: str
    returns_url: str
    document: Document | None
    standing: Standing

    @property
    def prepared(self) -> datetime | None:
        """Return when the return was prepared."""
        return prepared(self.document) if self.document else None


@dataclass(frozen=True)
class ChiefBoard(ForcePart):
    """Are we meeting it, what got worse, what is about to, what am I asked to decide."""

    headline: str
    tally: Sequence[Figure]
    gaps: Sequence[GapCard]
    more_gaps: int
    changes: Sequence[Changes]
    limit: str
    ahead: Ahead | None
    decide: Sequence[Item]
    compare_url: str


@dataclass(frozen=True)
class PlanningBoard(ForcePart):
    """The state of this month's return, the cells that moved, the limit and who would lift it."""

    rows: int
    skipped: int
    outstanding: Sequence[Item]
    changes: Changes | None
    limit: str
    lift: str
    rungs: Sequence[Rung]
    people_url: str
    ahead: Ahead | None


@dataclass(frozen=True)
class ControlBoard(ForcePart):
    """Units by notice, what stops the next, and whether this tour is declared."""

    units: str
    levels: Sequence[Level]
    fall: str
    tour: Sequence[Item]
    declared: bool
    tour_url: str
    declare_url: str
    wall_url: str


@dataclass(frozen=True)
class PeopleBoard(ForcePart):
    """Whose tickets lapse, as counts."""

    lapses: Sequence[Lapse]
    people_url: str


def _start(viewer: Viewer, place: Place, asked: Asked) -> dict[str, object]:
    document = latest_return(place.slug, asked.known)
    return {
        "place": place,
        "name": force_words(place.slug),
        "url": force_link(viewer, place.slug),
        "returns_url": returns_link(viewer, place),
        "document": document,
        "standing": standing_of(place.slug, document, asked),
    }


def returns_link(viewer: Viewer, place: Place) -> str:
    """Return where a force's returns are; empty for a viewer who may not see them."""
    seen = may(viewer, Right.SEE_RETURNS, place)
    return address("returns:list", force=place.slug) if seen else ""


def chief_board(viewer: Viewer, place: Place, asked: Asked) -> ChiefBoard:
    """Return a chief officer's two minutes."""
    start = _start(viewer, place, asked)
    document = latest_return(place.slug, asked.known)
    decide = [*_late_item(document, place, asked), *told(Slot.DECIDE, viewer, place, asked)]
    if document is None:
        return ChiefBoard(
            **start,  # type: ignore[arg-type]
            headline=_("Nothing is held of %(force)s yet") % {"force": force_words(place.slug)},
            tally=(), gaps=(), more_gaps=0, changes=(), limit="", ahead=None, decide=decide,
            compare_url="",
        )  # fmt: skip
    matrix = matrix_of(document, asked)
    level = level_of(document, asked)
    gaps, more = gap_cards(viewer, matrix)
    decide += judged_otherwise(viewer, place, matrix)
    return ChiefBoard(
        **start,  # type: ignore[arg-type]
        headline=headline(place, matrix),
        tally=tally_of(matrix),
        gaps=gaps,
        more_gaps=more,
        changes=(
            since_weeks(viewer, document, asked),
            since_return_before(viewer, document, asked),
        ),
        limit=limit_words(level, asked) if level else "",
        ahead=ahead_of(viewer, document, matrix, asked),
        decide=decide,
        compare_url=address("compare:compare"),
    )


def headline(place: Place, matrix: Matrix) -> str:
    """Return whether the requirement is met, as a headline."""
    grades = [each.grade for each in matrix.findings]
    unmet = grades.count(Grade.NOT_MET)
    given = {
        "force": force_words(place.slug),
        "met": grades.count(Grade.MET),
        "all": len(grades),
        "not": unmet,
    }
    if given["met"] == given["all"]:
        return _("%(force)s meets all %(all)d criteria") % given
    if not unmet:
        return _("%(force)s meets %(met)d of %(all)d criteria") % given
    said = ngettext(
        "%(force)s meets %(met)d of %(all)d criteria, and %(not)d is not met",
        "%(force)s meets %(met)d of %(all)d criteria, and %(not)d are not met",
        unmet,
    )
    return said % given


def tally_of(matrix: Matrix) -> list[Figure]:
    """Return how many criteria have each grade."""
    grades = [each.grade for each in matrix.findings]
    said = {
        Grade.MET: (_("met"), "good"),
        Grade.PARTLY_MET: (_("partly met"), "short"),
        Grade.NOT_MET: (_("not met"), "none"),
        Grade.NOT_EVIDENCED: (_("not evidenced"), "unknown"),
    }
    counts = {grade: grades.count(grade) for grade in said}
    return [
        Figure(f"{counts[grade]:,}", word, tone=tone if counts[grade] else "")
        for grade, (word, tone) in said.items()
    ]


def gap_cards(viewer: Viewer, matrix: Matrix) -> tuple[list[GapCard], int]:
    """Return the widest gaps of a force, and how many more criteria are not, or partly, met."""
    widest = worst_gaps([matrix], WIDEST)
    short = sum(each.grade in (Grade.NOT_MET, Grade.PARTLY_MET) for each in matrix.findings)
    cards = [
        GapCard(
            each.finding.criterion.statement,
            cell_words(each.finding.criterion.threat, each.finding.criterion.aspect),
            cell_link(
                viewer,
                matrix.subject,
                each.finding.criterion.threat,
                each.finding.criterion.aspect,
            ),
            str(each.finding.grade),
            because(each.finding),
            moves(each.finding),
        )
        for each in widest
    ]
    return cards, short - len(cards)


def _late_item(document: Document | None, place: Place, asked: Asked) -> list[Item]:
    """Return that a force's return is late, or was never sent."""
    url = address("returns:list", force=place.slug)
    if document is None:
        return [
            Item(_("No return has come in"), _("Nothing can be computed without one."), url,
                 _("Returns"), tone="none")
        ]  # fmt: skip
    standing = standing_of(place.slug, document, asked)
    if not standing.late:
        return []
    said = _(
        "The latest was prepared %(n)d days ago; what is shown rests on it. "
        "A return is trusted for %(life)s."
    )
    words = said % {"n": standing.age, "life": shelf_words()}
    due = prepared(document) + shelf_life()
    return [Item(_("The return is late"), words, url, _("Returns"), due, "short")]


def planning_board(viewer: Viewer, place: Place, asked: Asked) -> PlanningBoard:
    """Return a planning lead's morning."""
    start = _start(viewer, place, asked)
    document = latest_return(place.slug, asked.known)
    outstanding = told(Slot.RETURN, viewer, place, asked)
    people_url = address("people:list", force=place.slug)
    if document is None:
        return PlanningBoard(
            **start,  # type: ignore[arg-type]
            rows=0, skipped=0, outstanding=outstanding, changes=None, limit="", lift="",
            rungs=(), people_url=people_url, ahead=None,
        )  # fmt: skip
    level, lifts = level_of(document, asked), lifts_of(document, asked)
    return PlanningBoard(
        **start,  # type: ignore[arg-type]
        rows=sum(document.facts.get("rows", {}).values()),
        skipped=sum(document.facts.get("skipped", {}).values()),
        outstanding=outstanding,
        changes=since_return_before(viewer, document, asked),
        limit=limit_words(level, asked) if level else "",
        lift=lift_words(lifts[0] if lifts else None) if level else "",
        rungs=[
            Rung(each.restored, each.people, rung_address(people_url, each, asked))
            for each in lifts
        ],
        people_url=people_url,
        ahead=ahead_of(viewer, document, matrix_of(document, asked), asked),
    )


def control_board(viewer: Viewer, place: Place, asked: Asked) -> ControlBoard:
    """Return what a control room could send, and whether this tour is declared."""
    document = latest_return(place.slug, asked.known)
    tour = told(Slot.TOUR, viewer, place, asked)
    return ControlBoard(
        **_start(viewer, place, asked),  # type: ignore[arg-type]
        units=unit_words(asked.unit),
        levels=levels_of(document, asked) if document else (),
        fall=fall_of(document, asked) if document else "",
        tour=tour,
        declared=bool(tour) or not heard(Slot.TOUR),
        tour_url=address("tours:tour", force=place.slug),
        declare_url=address("tours:declare", force=place.slug),
        wall_url=address("tours:wall", force=place.slug),
    )


def people_board(viewer: Viewer, place: Place, asked: Asked) -> PeopleBoard:
    """Return whose tickets lapse in a force, as counts and no names."""
    document = latest_return(place.slug, asked.known)
    year = year_of(document, asked) if document else None
    return PeopleBoard(
        **_start(viewer, place, asked),  # type: ignore[arg-type]
        lapses=lapses_of(year) if year else (),
        people_url=address("people:list", force=place.slug),
    )
