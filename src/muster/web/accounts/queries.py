"""Reads of accounts: their second factors, sessions and appointments."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext

from muster.web import clock
from muster.web.accounts.models import Appointment, Reach, User
from muster.web.rulebook import rulebook


@dataclass(frozen=True)
class Factors:
    """What somebody has set up for their second step."""

    has_app: bool
    passkeys: int
    codes_left: int

    @property
    def any(self) -> bool:
        """Say whether they have a second step at all."""
        return self.has_app or bool(self.passkeys)


@dataclass(frozen=True)
class Seat:
    """One place somebody is signed in at."""

    browser: str
    address: str
    began: datetime
    seen: datetime
    here: bool


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"),
            ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


def factors_of(user: User) -> Factors:
    """Return what a user has set up for their second step."""
    found = list(Authenticator.objects.filter(user=user))
    kinds = [each.type for each in found]
    codes = [each for each in found if each.type == Authenticator.Type.RECOVERY_CODES]
    left = len(codes[0].wrap().get_unused_codes()) if codes else 0
    return Factors(Authenticator.Type.TOTP in kinds, kinds.count(Authenticator.Type.WEBAUTHN), left)


def seats_of(user: User, session_key: str | None) -> list[Seat]:
    """Return where a user is signed in, the latest seen first."""
    found = UserSession.objects.purge_and_list(user)
    seats = [
        Seat(
            browser_words(each.user_agent),
            each.ip,
            each.created_at,
            each.last_seen_at,
            each.session_key == session_key,
        )
        for each in found
    ]
    return sorted(seats, key=lambda each: (not each.here, -each.seen.timestamp()))


def browser_words(agent: str) -> str:
    """Return what a browser calls itself, in two words a person knows."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return ", ".join(each for each in (browser, system) if each)


def lasting_appointments(user: User) -> list[Appointment]:
    """Return the appointments of a user that are not over, begun or not."""
    return list(Appointment.objects.lasting(clock.now()).filter(user=user).order_by("starts_at"))


def past_appointments(user: User) -> list[Appointment]:
    """Return the appointments of a user that are over, the latest first."""
    ended = Appointment.objects.filter(user=user, ends_at__lte=clock.now())
    return list(ended.order_by("-ends_at"))


def place_words(reach: str, scope: str) -> str:
    """Return the name of a force or a region, or of the nation."""
    if reach == Reach.NATION:
        return gettext("the nation")
    known = rulebook().regions if reach == Reach.REGION else rulebook().forces
    found = next((each.name for each in known if each.slug == scope), scope)
    return gettext("%(region)s region") % {"region": found} if reach == Reach.REGION else found
