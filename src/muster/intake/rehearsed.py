"""A scenario set up with the forces of some returns."""

from collections.abc import Sequence

from muster.doctrine import Doctrine
from muster.intake.offered import needs_of
from muster.intake.returns import Return
from muster.mobilisation import GreatCircleTravel, TravelTimes
from muster.policing import clock
from muster.rehearsal import Game, Scenario, gather_supply, with_hosts

HOURLY = 40 * 24  # hours up to which supply is counted every hour
COARSER = 3  # hours from one count to the next of a longer scenario


def game_of(
    scenario: Scenario,
    returns: Sequence[Return],
    *,
    doctrine: Doctrine,
    travel: TravelTimes | None = None,
    covered: bool = True,
) -> Game:
    """Return a scenario set up to be played by the forces of some returns.

    Supply is counted every hour, and every third where it lasts longer than 40 days; after
    minimum cover, unless `covered` is false. Travel times are by great circle where nobody
    else tells them. Raises UnableToRehearse and what counting raises.
    """
    on = clock.instant_of(scenario.starts).date()
    supply = gather_supply(
        [holding for each in returns if (holding := each.roster or each.counts) is not None],
        doctrine=doctrine,
        units=scenario.units,
        starts=scenario.starts,
        hours=scenario.hours,
        block=clock.HOUR if scenario.hours <= HOURLY else COARSER * clock.HOUR,
        needs=needs_of(returns, at=scenario.starts),
        covered=covered,
    )
    hosts = [spot.host for source in scenario.sources for spot in source.spots]
    return Game(
        scenario=scenario,
        supply=with_hosts(supply, hosts, doctrine),
        travel=travel or GreatCircleTravel(doctrine.travel("great_circle", on)),
        assembly=doctrine.time_norm("assembly", on).minutes,
        floor_share=lambda level: doctrine.alert_level(level, on).rate,
    )
