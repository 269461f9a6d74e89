"""What each force has said it must contribute to the nation, by notice."""

import math
from collections.abc import Sequence
from fractions import Fraction

from muster.doctrine import Doctrine
from muster.intake.returns import Return
from muster.intake.testimony import declared_in
from muster.policing import clock

REQUIRED = ".national.required"
AT_ONCE = ".at_once.required"


def asked_by_notice(
    returns: Sequence[Return], unit: str, notices: Sequence[int], *, at: int, doctrine: Doctrine
) -> dict[str, tuple[int, ...]]:
    """Return units of a kind asked of each force by each notice, as last declared by `at`.

    Of the national contribution it has assessed that it must make, all by the longest
    notice, and doctrine's shares of it by the times of its standards, rounded up; a notice
    between is asked what the standard before it asks. At once it is asked what it has
    declared that it must raise without notice, and nothing where it declared none. A force
    that has declared no contribution is left out.
    """
    found = {}
    for each in returns:
        whole = _declared(each, unit + REQUIRED, at)
        if whole is not None:
            at_once = _declared(each, unit + AT_ONCE, at) or 0
            found[each.force] = tuple(
                math.ceil(at_once)
                if notice == 0
                else math.ceil(Fraction(str(whole)) * _share(notice, max(notices), doctrine, at))
                for notice in notices
            )
    return found


def _share(notice: int, longest: int, doctrine: Doctrine, at: int) -> Fraction:
    """Return the share of its contribution that a force is asked by a notice, as written."""
    if notice == longest:
        return Fraction(1)
    on = clock.instant_of(at).date()
    shares = [
        standard
        for standard in doctrine.time_standards
        if standard.minutes <= notice and standard.starts <= on
    ]
    latest = max(shares, key=lambda each: (each.minutes, each.starts), default=None)
    return Fraction(str(latest.share)) if latest else Fraction(0)


def _declared(return_: Return, about: str, at: int) -> float | None:
    """Return the least of a figure that a force last declared by a minute."""
    said = [piece for piece in declared_in(return_) if piece.about == about and piece.as_at <= at]
    return max(said, key=lambda piece: piece.as_at).low if said else None
