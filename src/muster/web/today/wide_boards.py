"""What those are shown who look wider than a force: coordinators, inspectors, administrators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.assessment import Grade
from muster.web.accounts.models import Appointment, Reach, Role, User
from muster.web.accounts.rights import Held, Place, Right, Viewer, covers, forces_of
from muster.web.documents.models import Document
from muster.web.documents.queries import returns_known
from muster.web.jobs.models import Job
from muster.web.nation.boards import Figure, Row, figures_of, rows_of
from muster.web.nation.links import address, force_link
from muster.web.nation.measures import Measure, Shown, title_of
from muster.web.nation.queries import network_known
from muster.web.nation.readings import readings_of
from muster.web.nation.shortfalls import GapRow, summed_gaps
from muster.web.nation.standings import counted_forces
from muster.web.nation.wording import force_words, region_words
from muster.web.picture.asked import Asked
from muster.web.picture.holding import holding_known
from muster.web.today.telling import Item, Slot, told

ENDING = timedelta(days=30)
SUMMED = 5


@dataclass(frozen=True)
class WideBoard:
    """Where a region or the nation falls short, and whose return is late."""

    place: Place
    name: str
    url: str
    title: str
    headline: str
    figures: Sequence[Figure]
    none: Sequence[Row]
    late: Sequence[Row]
    gaps: Sequence[GapRow]
    decide: Sequence[Item]
    empty: bool
    documents: tuple[Document, ...]


def wide_board(viewer: Viewer, place: Place, asked: Asked) -> WideBoard:
    """Return a coordinator's morning over a region or the nation."""
    region = place.slug if place.reach is Reach.REGION else ""
    name = region_words(region) if region else _("The nation")
    holding = holding_known(asked.known)
    measure = Measure(Shown.UNITS, asked.unit)
    readings = readings_of(viewer, holding, asked, measure, counted_forces(region))
    rows = rows_of(viewer, readings)
    network = network_known(holding, asked)
    matrix = None
    if network is not None:
        matrix = network.regions.get(region) if region else network.nation
    held = counted_forces(region)
    known = [network.forces[each] for each in held if each in network.forces] if network else []
    url = address("nation:region", region=region) if region else address("nation:nation")
    return WideBoard(
        place=place,
        name=name,
        url=url,
        title=title_of(measure, asked),
        headline=_headline(name, [each.grade for each in matrix.findings] if matrix else []),
        figures=figures_of(readings),
        none=[each for each in rows if each.order == 0],
        late=[each for each in rows if each.late or each.age is None],
        gaps=summed_gaps(matrix, known)[:SUMMED] if matrix else (),
        decide=told(Slot.DECIDE, viewer, place, asked),
        empty=not readings.values,
        documents=tuple((holding.of(held) if region else holding).documents.values()),
    )


def _headline(name: str, grades: Sequence[Grade]) -> str:
    if not grades:
        return _("Nothing is held of %(name)s yet") % {"name": name}
    return _("%(name)s together meets %(met)d of %(all)d criteria") % {
        "name": name,
        "met": grades.count(Grade.MET),
        "all": len(grades),
    }


@dataclass(frozen=True, slots=True)
class Scope:
    """What an inspector may look at: for which request, until when, and which forces."""

    name: str
    request: str
    ends_at: datetime | None
    days: int
    tone: str
    forces: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class InspectionBoard:
    """An inspector's scopes and requests."""

    scopes: Sequence[Scope]
    requests: Sequence[Item]
    requests_url: str
    compare_url: str


def inspection_board(viewer: Viewer, asked: Asked) -> InspectionBoard:
    """Return an inspector's scopes with the time left, and what was asked and answered."""
    held = [each for each in viewer.held if each.role == Role.INSPECTOR]
    items = [item for each in held for item in told(Slot.REQUEST, viewer, each.place, asked)]
    return InspectionBoard(
        scopes=[_scope(viewer, each) for each in held],
        requests=list(dict.fromkeys(items)),
        requests_url=address("inspections:list"),
        compare_url=address("compare:compare"),
    )


def _scope(viewer: Viewer, held: Held) -> Scope:
    place = held.place
    forces = [each for each in counted_forces() if covers(place, Place.force(each))]
    left = (held.ends_at - viewer.at).days if held.ends_at and viewer.at else 0
    return Scope(
        place_words(place),
        held.request,
        held.ends_at,
        left,
        "short" if left < ENDING.days // 4 else "good",
        [(force_words(each), force_link(viewer, each)) for each in forces],
    )


def place_words(place: Place) -> str:
    """Return a place's name."""
    if place.reach is Reach.FORCE:
        return force_words(place.slug)
    return region_words(place.slug) if place.reach is Reach.REGION else _("The nation")


@dataclass(frozen=True)
class AdministrationBoard:
    """Health and gaps: accounts, work that failed, forces nobody speaks for."""

    name: str
    figures: Sequence[Figure]
    health: Sequence[Item]
    gaps: Sequence[Item]
    administration_url: str
    audit_url: str


def administration_board(viewer: Viewer, place: Place, asked: Asked) -> AdministrationBoard:
    """Return an administrator's morning."""
    forces = [each for each in counted_forces() if covers(place, Place.force(each))]
    return AdministrationBoard(
        name=place_words(place),
        figures=_administration_figures(place, asked),
        health=told(Slot.HEALTH, viewer, place, asked),
        gaps=_gaps(viewer, forces, asked),
        administration_url=address("administration:home"),
        audit_url=address("audit:log"),
    )


def _administration_figures(place: Place, asked: Asked) -> list[Figure]:
    held = Appointment.objects.holding(asked.known)
    if place.reach is not Reach.NATION:
        held = held.filter(scope=place.slug)
    ending = held.filter(ends_at__lte=asked.known + ENDING).count()
    people = held.values("user").distinct().count()
    found = [
        Figure(f"{people:,}", ngettext("person appointed", "people appointed", people)),
        Figure(
            f"{ending:,}",
            ngettext("appointment ends in 30 days", "appointments end in 30 days", ending),
            tone="short" if ending else "",
        ),
    ]
    return found + (_nation_figures(asked) if place.reach is Reach.NATION else [])


def _nation_figures(asked: Asked) -> list[Figure]:
    waiting = Job.objects.filter(done_at=None, dead_at=None, run_at__lte=asked.known).count()
    dead = Job.objects.exclude(dead_at=None).count()
    idle = User.objects.filter(is_active=True, appointments=None).count()
    return [
        Figure(f"{waiting:,}", ngettext("job waiting", "jobs waiting", waiting)),
        Figure(
            f"{dead:,}",
            ngettext("job has failed for good", "jobs have failed for good", dead),
            tone="none" if dead else "",
        ),
        Figure(
            f"{idle:,}",
            ngettext("account with no appointment", "accounts with no appointment", idle),
            tone="short" if idle else "",
        ),
    ]


def _gaps(viewer: Viewer, forces: Sequence[str], asked: Asked) -> list[Item]:
    """Return the forces for whom nobody sends returns, and those that have sent none."""
    held = Appointment.objects.holding(asked.known)
    leads = set(held.filter(role=Role.PLANNING_LEAD).values_list("scope", flat=True))
    returned = returns_known(asked.known)
    found = []
    for title, missing in (
        (_("No planning lead is appointed"), [each for each in forces if each not in leads]),
        (_("No return has come in"), [each for each in forces if each not in returned]),
    ):
        if missing:
            found.append(Item(title, _listed(missing), tone="short"))
    return found


def _listed(forces: Sequence[str], most: int = 6) -> str:
    """Return forces by name, the first of them where they are many."""
    named = ", ".join(force_words(each) for each in forces[:most])
    more = len(forces) - most
    if more <= 0:
        return f"{named}."
    return ngettext("%(named)s and %(n)d more force.", "%(named)s and %(n)d more forces.", more) % {
        "named": named,
        "n": more,
    }


def seen_forces(viewer: Viewer) -> tuple[str, ...]:
    """Return the forces whose figures a viewer may see."""
    return forces_of(viewer, Right.SEE_PICTURE, counted_forces())
