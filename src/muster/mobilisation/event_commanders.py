"""Named posts that hold a role in more than one event on one day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from muster.mobilisation.event_values import EventAssessment
from muster.policing import clock


@dataclass(frozen=True, slots=True)
class SharedCommander:
    """One named post in two events on a local day (as days since 1970).

    `roles` are the ones held, first then second; `overlap` says that the two run at once.
    """

    post: str
    day: int
    events: tuple[str, str]
    roles: tuple[str, str]
    overlap: bool


def shared_commanders(assessed: Sequence[EventAssessment]) -> tuple[SharedCommander, ...]:
    """Return every post that is named twice on a day, by day and post.

    Posts of one host force are compared, without regard to case or spaces: two forces may
    each have an ACC Operations. The day is the first on which units are in place for both.
    """
    return tuple(sorted(_shared(assessed), key=lambda each: (each.day, each.post, each.events)))


def _shared(assessed: Sequence[EventAssessment]) -> Iterator[SharedCommander]:
    named: dict[tuple[str, str], list[tuple[EventAssessment, str, str]]] = defaultdict(list)
    for each in assessed:
        for role, posts in each.event.command.items():
            for post in posts:
                key = (each.event.force, "".join(post.split()).casefold())
                named[key].append((each, role, post))
    for holders in named.values():
        holders.sort(key=lambda held: (held[0].deployed, held[0].event.id))
        for (one, role, post), (other, second, _) in combinations(holders, 2):
            day = max(_first_day(one), _first_day(other))
            if one is not other and day <= min(_last_day(one), _last_day(other)):
                overlap = max(one.deployed, other.deployed) < min(one.released, other.released)
                events = (one.event.id, other.event.id)
                yield SharedCommander(post, day, events, (role, second), overlap)


def _first_day(each: EventAssessment) -> int:
    return int(clock.local_day(np.array(each.deployed)))


def _last_day(each: EventAssessment) -> int:
    return int(clock.local_day(np.array(each.released - 1)))
