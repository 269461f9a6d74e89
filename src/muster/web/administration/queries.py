"""Reads of administration: users, who holds what where, and who may look at a force."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Count, Prefetch, Q, QuerySet

from muster.web import clock
from muster.web.accounts.adapters import SECOND
from muster.web.accounts.granting import may_administer, place_from
from muster.web.accounts.models import Appointment, Reach, Role, User
from muster.web.accounts.rights import Place, Right, Viewer, covers, may, places_of
from muster.web.audit.models import AuditEntry
from muster.web.rulebook import rulebook

WATCHED = timedelta(days=30)
LASTING = "lasting_appointments"  # where those that are not over are kept on a user read here
NEEDED = (Role.PLANNING_LEAD, Role.CHIEF_OFFICER, Role.CONTROL_ROOM)


@dataclass(frozen=True)
class Sought:
    """What is looked for among users; empty parts ask for nothing."""

    text: str = ""
    role: str = ""
    force: str = ""
    state: str = ""


@dataclass(frozen=True)
class Known:
    """A user with what they hold and how they stand."""

    user: User
    appointments: tuple[Appointment, ...]
    two_steps: bool

    @property
    def state(self) -> str:
        """Return how the account stands: closed, invited, without a second step, or open."""
        if not self.user.is_active:
            return "closed"
        if self.user.last_login is None:
            return "invited"
        return "open" if self.two_steps else "one_step"


def users_sought(viewer: Viewer, sought: Sought) -> list[Known]:
    """Return the users a viewer may look after who are looked for, in order of name."""
    found = _with_appointments(User.objects.order_by("name"))
    if sought.text:
        found = found.filter(Q(name__icontains=sought.text) | Q(email__icontains=sought.text))
    if sought.force:
        found = found.filter(
            Q(force=sought.force)
            | Q(appointments__reach=Reach.FORCE, appointments__scope=sought.force)
        ).distinct()
    with_steps = set(
        Authenticator.objects.filter(type__in=SECOND).values_list("user_id", flat=True)
    )
    known = [Known(user, _lasting(user), user.pk in with_steps) for user in found]
    return [
        each
        for each in known
        if may_administer(viewer, each.user, each.appointments)
        and (not sought.role or any(held.role == sought.role for held in each.appointments))
        and (not sought.state or each.state == sought.state)
    ]


def user_known(viewer: Viewer, number: int) -> Known | None:
    """Return a user whom a viewer may look after; None where there is none."""
    user = _with_appointments(User.objects.filter(pk=number)).first()
    if user is None or not may_administer(viewer, user, _lasting(user)):
        return None
    two_steps = Authenticator.objects.filter(user=user, type__in=SECOND).exists()
    return Known(user, _lasting(user), two_steps)


def _with_appointments(users: QuerySet[User]) -> QuerySet[User]:
    lasting = Appointment.objects.lasting(clock.now()).order_by("starts_at", "pk")
    return users.prefetch_related(Prefetch("appointments", queryset=lasting, to_attr=LASTING))


def _lasting(user: User) -> tuple[Appointment, ...]:
    return tuple(getattr(user, LASTING))


def places_administered(viewer: Viewer) -> list[Place]:
    """Return every force, region and the nation over which a viewer may appoint, widest first."""
    known = rulebook()
    places = [
        Place.nation(),
        *(Place.region(each.slug) for each in known.regions),
        *(Place.force(each.slug) for each in known.forces),
    ]
    return [each for each in places if may(viewer, Right.ADMINISTER, each)]


def is_last_of_its_kind(appointment: Appointment) -> bool:
    """Say whether nobody else administers the very place that an appointment does."""
    if appointment.role != Role.ADMINISTRATOR:
        return False
    others = Appointment.objects.holding(clock.now()).filter(
        role=Role.ADMINISTRATOR, reach=appointment.reach, scope=appointment.scope
    )
    return not others.exclude(user=appointment.user_id).exists()


@dataclass(frozen=True)
class Manned:
    """A force, who holds which role in it, and which roles nobody holds that somebody should."""

    slug: str
    name: str
    region: str
    holders: dict[Role, list[str]] = field(default_factory=dict)

    @property
    def gaps(self) -> list[Role]:
        """Return the roles that nobody holds and somebody should."""
        return [role for role in NEEDED if not self.holders.get(role)]

    @property
    def cells(self) -> list[tuple[Role, list[str]]]:
        """Return every role of a force with who holds it."""
        return [(role, self.holders.get(role, [])) for role in FORCE_ROLES]


FORCE_ROLES = (
    Role.CHIEF_OFFICER,
    Role.PLANNING_LEAD,
    Role.CONTROL_ROOM,
    Role.HUMAN_RESOURCES,
    Role.ADMINISTRATOR,
)


def forces_manned(viewer: Viewer) -> list[Manned]:
    """Return the forces a viewer administers, with who holds what in each."""
    places = places_of(viewer, Right.ADMINISTER)
    held: dict[str, dict[Role, list[str]]] = {}
    now = Appointment.objects.holding(clock.now()).filter(reach=Reach.FORCE)
    for each in now.select_related("user").order_by("user__name"):
        held.setdefault(each.scope, {}).setdefault(Role(each.role), []).append(each.user.name)
    regions = {each.slug: each.name for each in rulebook().regions}
    return [
        Manned(each.slug, each.name, regions.get(each.region, ""), held.get(each.slug, {}))
        for each in rulebook().forces
        if any(covers(place, Place.force(each.slug)) for place in places)
    ]


@dataclass(frozen=True)
class Onlooker:
    """Somebody who may look at a force: by which appointment, and how often they did of late."""

    appointment: Appointment
    over: bool
    looked: int


def onlookers(force: str, *, past: bool = False) -> list[Onlooker]:
    """Return whose appointments reach a force, inspectors first; with `past`, those over too."""
    now = clock.now()
    place = Place.force(force)
    found = Appointment.objects.select_related("user")
    found = found if past else found.lasting(now).filter(user__is_active=True)
    reaching = [each for each in found if covers(place_from(each.reach, each.scope), place)]
    looked = _looked(force, {each.user_id for each in reaching}, now)
    return sorted(
        (
            Onlooker(
                each, each.ends_at is not None and each.ends_at <= now, looked.get(each.user_id, 0)
            )
            for each in reaching
        ),
        key=lambda it: (
            it.over,
            it.appointment.role != Role.INSPECTOR,
            it.appointment.reach == Reach.FORCE,
            it.appointment.user.name,
        ),
    )


def _looked(force: str, users: Iterable[int], now: datetime) -> dict[int, int]:
    entries = AuditEntry.objects.filter(force=force, actor_id__in=users, at__gte=now - WATCHED)
    counted = entries.order_by().values_list("actor_id").annotate(n=Count("sequence"))
    return dict(counted)
