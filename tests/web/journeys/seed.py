"""Fill the database of a journey: three small synthetic forces, and a sign-in for each role."""

from muster.web.starting import set_up

set_up()

from muster.intake import packed_bytes
from muster.policing import clock as minutes
from muster.synthesis import synthesise
from muster.web.demonstration import happenings, people, returns
from muster.web.demonstration.months import month_on
from muster.web.documents.actions import describe_return, keep
from muster.web.rulebook import doctrine

FORCES = ["west-midlands", "staffordshire", "kent"]


def seed() -> None:
    """Keep last month's and this month's returns of each force, and let something happen."""
    list(people.appoint_everybody())
    last, this = returns.months()
    earlier = synthesise(
        doctrine=doctrine(),
        seed=5,
        starts=minutes.minute_of(last),
        days=returns.DAYS,
        forces=FORCES,
        scale=0.1,
    )
    for each in earlier:
        keep(packed_bytes(each), describe_return(each), by=returns.SENDER, at=last)
        later = month_on(each, minutes.minute_of(this))
        keep(packed_bytes(later), describe_return(later), by=returns.SENDER, at=this)
    happenings.happen()


if __name__ == "__main__":
    seed()
