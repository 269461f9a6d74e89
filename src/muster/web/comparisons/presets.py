"""Comparisons that are often wanted, one press away."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.policing import clock
from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Place, Viewer
from muster.web.comparisons.sides import place_name, places_open_to, spelt
from muster.web.picture.asked import Asked

MONTH, WEEK = timedelta(days=30), timedelta(days=7)


@dataclass(frozen=True)
class Preset:
    """A comparison in words, and its address."""

    title: str
    words: str
    url: str


def presets_of(viewer: Viewer, asked: Asked, about: Place | None = None) -> list[Preset]:
    """Return what is often compared about a place, by default the viewer's own."""
    home = about or viewer.home
    open_to = places_open_to(viewer)
    if home is None or home not in open_to:
        home = next(iter(open_to), None)
    if home is None:
        return []
    name, here = place_name(home), spelt(home)
    found = [
        Preset(
            _("Now and a month ago"),
            _("%(name)s as known now, against what was known then.") % {"name": name},
            _address(first=here, second=here, first_at=_ago(asked, MONTH),
                     first_known=_ago(asked, MONTH)),
        ),
        Preset(
            _("What a week has told us"),
            _("%(name)s today, as known a week ago and now.") % {"name": name},
            _address(first=here, second=here, first_known=_ago(asked, WEEK)),
        ),
        Preset(
            _("Now and in three months"),
            _("%(name)s now, and as it will stand if nothing is done.") % {"name": name},
            _address(first=here, second=here, second_at=_ago(asked, -3 * MONTH)),
        ),
    ]  # fmt: skip
    return [*found, *_wider(home)]


def _wider(home: Place) -> list[Preset]:
    name = place_name(home)
    found = []
    if home.reach is Reach.FORCE and home.region_slug:
        region = Place.region(home.region_slug)
        found.append(
            Preset(
                _("Against the region"),
                _("%(name)s beside its region, summed.") % {"name": name},
                _address(first=spelt(region), second=spelt(home)),
            )
        )
    if home.reach is not Reach.NATION:
        found.append(
            Preset(
                _("Against the nation"),
                _("%(name)s beside the nation, summed.") % {"name": name},
                _address(first=spelt(Place.nation()), second=spelt(home)),
            )
        )
    return found


def _ago(asked: Asked, how_long: timedelta) -> str:
    at = clock.instant_of(asked.at) - how_long
    return f"{at.replace(hour=12, minute=0):%Y-%m-%dT%H:%M}"


def _address(**given: str) -> str:
    return f"{reverse('compare:compare')}?{urlencode(given)}"
