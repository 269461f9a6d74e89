"""What a page is asked about: at which instant, as known when, at which notice."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from muster.errors import MusterError
from muster.policing import clock as minutes
from muster.web import clock
from muster.web.rulebook import rulebook

QUARTER = 15
NOTICES = (0, 60, 240, 480, 1440)
HOUR = 60


class UnableToAsk(MusterError):
    """What an address asks makes no sense."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An instant (UTC minute), when it was known, a notice in minutes and a unit kind.

    `said` tells which of them the address gave; what it did not is now, by a quarter of an hour.
    """

    at: int
    known: datetime
    within: int
    unit: str
    edition: str
    said: frozenset[str] = frozenset()

    @property
    def as_known(self) -> datetime | None:
        """Return the earlier time that was asked for, None for what is known now."""
        return self.known if "known" in self.said else None

    def query(self, **changed: object) -> str:
        """Return the question as part of an address, with some of it changed."""
        given: dict[str, object] = {}
        if "at" in self.said:
            given["at"] = f"{minutes.instant_of(self.at):%Y-%m-%dT%H:%M}"
        if "known" in self.said:
            given["known"] = f"{self.known.astimezone(minutes.UK):%Y-%m-%dT%H:%M}"
        given |= {name: getattr(self, name) for name in ("within", "unit") if name in self.said}
        given |= {"edition": self.edition} if "edition" in self.said else {}
        given |= changed
        kept = {name: value for name, value in given.items() if value not in (None, "")}
        return f"?{urlencode(kept)}" if kept else "?"

    def moved_to(self, at: int) -> "Asked":
        """Return the same question at another instant."""
        return replace(self, at=at, said=self.said | {"at"})


def asked_of(request: HttpRequest) -> Asked:
    """Return what an address asks. Raises UnableToAsk naming the part that makes no sense."""
    given = request.GET
    said = {name for name in ("at", "known", "within", "unit", "edition") if given.get(name)}
    at = _minute(given["at"], "at") if "at" in said else _quarter(clock.minute_now())
    known = minutes.instant_of(_minute(given["known"], "known")) if "known" in said else None
    if known is not None and known > clock.now():
        raise UnableToAsk(
            _("known: %(text)s is still to come; choose a time that is past, or leave it empty")
            % {"text": given["known"]}
        )
    return Asked(
        at=at,
        known=known.astimezone(UTC) if known else clock.now(),
        within=_within(given.get("within", "")),
        unit=_unit(given.get("unit", "")),
        edition=_edition(given.get("edition", ""), at),
        said=frozenset(said),
    )


def _quarter(minute: int) -> int:
    return minute - minute % QUARTER


def _minute(text: str, name: str) -> int:
    try:
        return minutes.parse_instant(text)
    except MusterError as wrong:
        raise UnableToAsk(_("%(name)s: %(why)s") % {"name": name, "why": wrong}) from wrong


def _within(text: str) -> int:
    if not text:
        return HOUR
    if text not in [str(each) for each in NOTICES]:
        raise UnableToAsk(
            _("within is %(text)s; choose 0, 60, 240, 480 or 1440 minutes") % {"text": repr(text)}
        )
    return int(text)


def _unit(text: str) -> str:
    known = [each.slug for each in rulebook().units]
    if text and text not in known:
        raise UnableToAsk(
            _("unit is %(text)s; choose one of %(known)s")
            % {"text": repr(text), "known": ", ".join(known)}
        )
    return text or "psu"


def _edition(text: str, at: int) -> str:
    known = [each.slug for each in rulebook().editions]
    if text and text not in known:
        raise UnableToAsk(
            _("edition is %(text)s; choose one of %(known)s")
            % {"text": repr(text), "known": ", ".join(known)}
        )
    if text:
        return text
    return edition_on(minutes.instant_of(at).date())


def edition_on(day: date) -> str:
    """Return the edition of the requirement in force on a day, the first where none was yet."""
    dated = sorted(rulebook().editions, key=lambda each: each.starts)
    begun = [each for each in dated if each.starts <= day]
    return (begun[-1] if begun else dated[0]).slug
