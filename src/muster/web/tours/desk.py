"""What the tour page shows: the tour now, what was declared of it, and a form for the next."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import uuid4

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from muster.intake import Return
from muster.policing import Force
from muster.policing import clock as minutes
from muster.web import clock
from muster.web.documents.models import Document
from muster.web.documents.queries import latest_return
from muster.web.picture.holding import return_of
from muster.web.rulebook import rulebook
from muster.web.tours.candidates import Candidate, Parade
from muster.web.tours.forms import (
    EXTRAS,
    DeclarationForm,
    Group,
    VehicleRow,
    extras_typed,
    figure_name,
    grouped,
    rows_from,
    rows_typed,
)
from muster.web.tours.models import Declaration
from muster.web.tours.queries import (
    as_instant,
    declaration_at,
    last_declaration,
    officers_with_contacts,
    starts_of,
)
from muster.web.tours.shelf import past_shelf
from muster.web.tours.times import TourTime, tour_after, tour_at, tour_before

SOON = 60  # minutes within which somebody can be nominated
PRESENT, NEXT = "present", "next"


@dataclass(frozen=True, eq=False)
class Desk:
    """One force's tour as a control room sees it, as known at an instant."""

    force: Force
    minute: int
    known: datetime

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Return the times of day at which tours start."""
        return starts_of(self.force.slug, self.known)

    @cached_property
    def present(self) -> TourTime:
        """Return the tour now."""
        return tour_at(self.minute, self.starts)

    @cached_property
    def following(self) -> TourTime:
        """Return the tour after this one."""
        return tour_after(self.present, self.starts)

    @cached_property
    def declaration(self) -> Declaration | None:
        """Return what was declared of the tour now."""
        return self.declared(self.present)

    @cached_property
    def ahead(self) -> Declaration | None:
        """Return what was declared of the tour after this one."""
        return self.declared(self.following)

    @property
    def present_start(self) -> datetime:
        """Return when the tour now began."""
        return as_instant(self.present.start)

    @property
    def gap_minutes(self) -> int:
        """Return for how long the tour has run with nothing declared; -1 where it is declared."""
        return -1 if self.declaration else self.minute - self.present.start

    @cached_property
    def document(self) -> Document | None:
        """Return the latest return."""
        return latest_return(self.force.slug, self.known)

    @cached_property
    def found(self) -> Return | None:
        """Return what the latest return holds."""
        return return_of(self.document) if self.document else None

    def declared(self, tour: TourTime) -> Declaration | None:
        """Return what was declared of a tour."""
        return declaration_at(self.force.slug, tour.start, self.known)

    def tour_starting(self, start: int) -> TourTime | None:
        """Return the tour before, now or after that starts at a minute; None for any other."""
        before = tour_before(self.present, self.starts)
        tours = (before, self.present, self.following)
        return next((each for each in tours if each.start == start), None)


def desk_of(force: str, known: datetime | None = None) -> Desk:
    """Return the desk of a force now, or as known at an instant."""
    at = known or clock.now()
    return Desk(rulebook().force(force), minutes.minute_of(at), at)


class Declaring:
    """A declaration being typed: the form, its vehicles, and what they start from."""

    def __init__(self, desk: Desk, tour: TourTime, sent: QueryDict | None = None) -> None:
        """Start from what was declared of the tour, or from the last tour handed over."""
        self.desk, self.tour = desk, tour
        self.standing = desk.declared(tour)
        self.last = self.standing or last_declaration(desk.force.slug, desk.known)
        self.parade = _parade(desk, tour)
        self.form = self._form(sent)
        self.rows = self._rows(sent)

    @property
    def groups(self) -> list[Group]:
        """Return the vehicles by kind and base."""
        return grouped(self.rows)

    @property
    def is_handover(self) -> bool:
        """Say whether it starts from another tour's declaration."""
        return self.standing is None and self.last is not None

    @property
    def nobody_left(self) -> bool:
        """Say whether none of those nominated last can still be here: who commands is open."""
        return self.is_handover and bool(self._nominated()) and not self._still

    @property
    def _still(self) -> list[str]:
        """Return those nominated last who stand ticked: in a handover whoever can be here."""
        kept = self.standing is not None
        return [each.officer for each in self._nominated() if kept or not each.doubt]

    @property
    def title(self) -> str:
        """Return what the page of the form is called."""
        words = {"tour": tour_words(self.tour)}
        said = _("Correct the tour %(tour)s") if self.standing else _("Declare the tour %(tour)s")
        return said % words

    @property
    def button(self) -> str:
        """Return what the form's button says."""
        words = {"tour": tour_words(self.tour)}
        said = _("Correct the declaration") if self.standing else _("Declare the tour %(tour)s")
        return said % words

    @property
    def places(self) -> list[str]:
        """Return the places that vehicles may be at: bases, and wherever one was declared."""
        roster = self.parade.roster
        bases = roster.bases.name if roster is not None else ()
        return list(dict.fromkeys([*bases, *(each.place for each in self.rows if each.place)]))

    @property
    def extra_numbers(self) -> range:
        """Return the numbers of the lines for vehicles that the return does not hold."""
        return range(EXTRAS)

    @property
    def roster_is_old(self) -> bool:
        """Say whether the return is past its shelf life, so that a figure has to be declared."""
        return self.desk.document is None or past_shelf(self.desk.document, self.desk.known)

    def _form(self, sent: QueryDict | None) -> DeclarationForm:
        return DeclarationForm(
            sent,
            initial=self._initial(),
            parade=self.parade,
            offered=self._offered(sent),
            figure_required=self.roster_is_old,
            held_for=officers_with_contacts(self.desk.force.slug, self.desk.known),
        )

    def _offered(self, sent: QueryDict | None) -> list[Candidate]:
        """Return those who can be here, those nominated last before others; then the doubted.

        Whoever was ticked stays among them, and each is there once.
        """
        ticked = sent.getlist("commanders") if sent else []
        before = self.parade.named([*(each.officer for each in self._nominated()), *ticked])
        named = {each.officer for each in before}
        fit = [each for each in before if not each.doubt]
        fit += [each for each in self.parade.suggest() if each.officer not in named]
        return fit + [each for each in before if each.doubt]

    def _nominated(self) -> list[Candidate]:
        commanders = self.last.commanders.all() if self.last else ()
        return self.parade.named(each.officer for each in commanders)

    def _initial(self) -> dict[str, object]:
        """Return what stands in the form at first: those who have gone home are not ticked."""
        given: dict[str, object] = {
            "token": uuid4().hex,
            "tour_start": self.tour.start,
            "seen": self.standing.pk if self.standing else None,
        }
        if self.last is not None:
            given |= {"commanders": self._still, "on_call_officer": self.last.on_call_officer}
            given |= {"remarks": self.last.remarks}
        if self.standing is not None:
            figures = self.standing.figures.all()
            given |= {figure_name(each.within): each.count for each in figures}
            given["anyway"] = any(each.doubt for each in self._nominated())
        return given

    def _rows(self, sent: QueryDict | None) -> list[VehicleRow]:
        rows = rows_from(self.parade.vehicles(), self.last)
        if sent is None:
            return rows
        typed = {name: str(value) for name, value in sent.items()}
        return [*rows_typed(rows, typed), *extras_typed(typed)]


def _parade(desk: Desk, tour: TourTime) -> Parade:
    at = min(max(desk.minute, tour.start), tour.end - 1)
    return Parade(desk.found, at, SOON, rulebook())


def tour_asked(request: HttpRequest, desk: Desk) -> TourTime:
    """Return the tour that an address asks to declare: this one, or the next."""
    return desk.following if request.GET.get("tour") == NEXT else desk.present


def tour_words(tour: TourTime) -> str:
    """Return a tour as `15:00 to 23:00`."""
    start, end = minutes.instant_of(tour.start), minutes.instant_of(tour.end)
    return _("%(start)s to %(end)s") % {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
