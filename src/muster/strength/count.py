"""The count: how many whole units, by when, and what stops the next one."""

from collections.abc import Sequence

from muster.doctrine import Doctrine
from muster.policing import Composition, clock
from muster.strength.answers import PLAIN, Options, Reading, UnitCount
from muster.strength.capacity import joint_limits
from muster.strength.counts import CountSet
from muster.strength.read_counts import read_counts
from muster.strength.read_roster import read_roster
from muster.strength.roster import Overlay, Roster


def count_units(
    holding: Roster | CountSet,
    *,
    units: Sequence[str],
    at: int,
    within: int,
    doctrine: Doctrine,
    options: Options = PLAIN,
    overlays: Sequence[Overlay] = (),
) -> UnitCount:
    """Return how many whole units of each kind a force can raise within `within` minutes of `at`.

    `holding` is a force's roster, or its counts where it gives totals and not people. `at`
    is a UTC minute. Raises UnableToFindDoctrine for an unknown kind, UnableToFormUnits
    where too many are asked for together.
    """
    on = clock.instant_of(at).date()
    kinds = [doctrine.composition(unit, on) for unit in dict.fromkeys(units)]
    notices = sorted({*doctrine.notice("curve", on).minutes, within})

    def read(notice: int) -> Reading:
        if isinstance(holding, CountSet):
            return read_counts(holding, kinds, at=at, within=notice, options=options)
        return read_roster(
            holding,
            kinds,
            at=at,
            within=notice,
            doctrine=doctrine,
            options=options,
            overlays=overlays,
        )

    readings = {notice: read(notice) for notice in notices}
    asked = readings[within]
    return UnitCount(
        force=holding.force,
        at=at,
        within=within,
        options=options,
        kinds=asked.kinds,
        curve=tuple(readings[notice].kinds for notice in notices),
        joint=_jointly(asked, kinds) if len(kinds) > 1 and not options.by_base else (),
        notes=asked.notes,
    )


def _jointly(reading: Reading, kinds: Sequence[Composition]) -> tuple[dict[str, int], ...]:
    """Return every best mix of the kinds: none can grow unless another shrinks."""
    slugs = [kind.unit for kind in kinds]
    points = joint_limits(reading.capacity)
    return tuple(dict(zip(slugs, point, strict=True)) for point in points)
