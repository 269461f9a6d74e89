"""Whole units by kind and notice, with the limits that kinds share: counts, and no names."""

from dataclasses import dataclass

from muster.strength.capacity import Need


@dataclass(frozen=True, slots=True)
class Step:
    """So many more units of a kind, ready to leave after so many minutes' notice.

    `recalled` is how many of their people have to be called in from time off, the fewest
    that will do; `rest_days` how many of those lose a rest day.
    """

    unit: str
    notice: int
    count: int
    recalled: int = 0
    rest_days: int = 0


@dataclass(frozen=True, slots=True)
class Use:
    """What each unit taken from one step uses of a limit."""

    unit: str
    notice: int
    each: int


@dataclass(frozen=True, slots=True)
class Limit:
    """Units taken, each times its use, may not come to more than the stock.

    `what` names the posts or vehicles that are shared.
    """

    what: tuple[str, ...]
    stock: int
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What a force has of one kind at the longest notice, and why not more.

    `whole` units could be raised if nobody had to stay; `cover` of them cannot go, because
    minimum cover would be broken. `needs` is what would make one more.
    """

    unit: str
    whole: int
    cover: int
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a force can send: steps, the limits they share, and what is held in all.

    The steps of one kind can be kept as a whole, and are the largest number, then the
    earliest. `notes` say what the figures do not.
    """

    force: str
    steps: tuple[Step, ...]
    limits: tuple[Limit, ...]
    held: tuple[Held, ...]
    notes: tuple[str, ...] = ()
