"""What is required and what is in doubt at every hour, as options say it."""

from collections.abc import Mapping, Sequence
from datetime import date

import typer

from muster.cli.holdings import Holdings
from muster.doctrine import Doctrine
from muster.intake import asked_by_notice
from muster.policing import clock
from muster.rehearsal import Distribution, Doubts, EveryHour, Supply

EITHER_SIDE = 20  # per cent about doctrine's turnout, where nothing is said
MOST = 100


def required_of(
    given: Sequence[str], held: Holdings, supply: Supply, unit: str
) -> Mapping[str, Sequence[int]]:
    """Return what is required of each force by notice: as given, or else as declared."""
    if given:
        said = _required(given, supply.notices)
        return dict.fromkeys(supply.forces, said)
    at = max(supply.starts, *(each.about.prepared_at for each in held.returns))
    return asked_by_notice(held.returns, unit, supply.notices, at=at, doctrine=held.doctrine)


def _required(given: Sequence[str], notices: Sequence[int]) -> list[int]:
    found = dict.fromkeys(notices, 0)
    for text in given:
        notice, _, number = text.rpartition("=")
        if not number.isdecimal() or not (notice.isdecimal() or not notice):
            raise typer.BadParameter(f"--required {text!r} is not a number or MINUTES=NUMBER")
        if notice and int(notice) not in found:
            known = ", ".join(str(each) for each in notices)
            raise typer.BadParameter(f"--required {text!r} is at no notice counted: {known}")
        found |= dict.fromkeys([int(notice)] if notice else notices, int(number))
    return list(found.values())


def doubts_of(abstraction: str, turnout: str, doctrine: Doctrine, on: date) -> Doubts:
    """Return what is in doubt; turnout about doctrine's where nothing is said."""
    if turnout:
        coming = _between("--turnout", turnout, "as given")
    else:
        rate = doctrine.turnout("recall", on)
        middle = round(rate.rate * MOST)
        low, high = max(0, middle - EITHER_SIDE), min(MOST, middle + EITHER_SIDE)
        basis = f"assumed: {EITHER_SIDE} either side of doctrine's {middle}%"
        coming = Distribution("triangular", (low, middle, high), basis=basis)
    default = "assumed: no published figure is held" if abstraction == "0-10" else "as given"
    return Doubts(abstraction=_between("--abstraction", abstraction, default), turnout=coming)


def _between(option: str, text: str, basis: str) -> Distribution:
    """Return any whole per cent between two as likely as another, or one alone."""
    low, dash, high = text.partition("-")
    numbers = [low.strip(), high.strip() if dash else low.strip()]
    if not all(each.isdecimal() and int(each) <= MOST for each in numbers) or (
        int(numbers[0]) > int(numbers[1])
    ):
        raise typer.BadParameter(f"{option} {text!r} is not LOW-HIGH in per cent, such as 0-10")
    if numbers[0] == numbers[1]:
        return Distribution("fixed", (int(low),), basis=basis)
    return Distribution("uniform", (int(numbers[0]), int(numbers[1])), basis=basis)


def past_period(held: Holdings, seen: EveryHour) -> str:
    """Return a warning where hours are past the period of a return."""
    last = int(seen.minutes[-1]) + max(seen.notices) + clock.HOUR
    ended = sum(1 for each in held.returns if each.about.period_until < last)
    if not ended:
        return ""
    return (
        f"The last hours and notices run past the period of {ended:,} of the returns: from then "
        "on nobody is guessed to be there."
    )
