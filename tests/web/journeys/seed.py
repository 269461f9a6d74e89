"""Fill the database of a journey: three small synthetic forces, and a sign-in for each role."""

from datetime import timedelta
from uuid import uuid4

from muster.intake import packed_bytes
from muster.policing import clock as minutes
from muster.synthesis import synthesise
from muster.web import clock
from muster.web.accounts.models import User
from muster.web.accounts.rights import viewer_for
from muster.web.demonstration import happenings, people, returns
from muster.web.demonstration.months import month_on
from muster.web.documents.actions import describe_return, keep
from muster.web.inspections.actions import Requested, ask_forces, open_request
from muster.web.inspections.models import DataRequest
from muster.web.rulebook import rulebook

ASKED = "public-order.capability.units-at-once"
FORCES = ["west-midlands", "staffordshire", "kent"]


def seed() -> None:
    """Keep last month's and this month's returns of each force, and let something happen."""
    list(people.appoint_everybody())
    last, this = returns.months()
    earlier = synthesise(
        doctrine=rulebook(),
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


def put_question(text: str) -> str:
    """Put a question of the inspector's to West Midlands, and return its address."""
    by = viewer_for(User.objects.get(email="inspector@demo.invalid"))
    reference = next(each.request for each in by.held if each.request)
    opened = DataRequest.objects.filter(reference=reference).first() or open_request(
        Requested(
            reference=reference,
            title="Public order, synthetic",
            about="What stands behind the figures.",
            opens_at=clock.now(),
            closes_at=clock.now() + timedelta(weeks=4),
            forces=("west-midlands", "staffordshire"),
        ),
        by=by,
    )
    put = ask_forces(opened, ["west-midlands"], ASKED, text, by=by, token=uuid4().hex)
    return f"/requests/{opened.pk}/west-midlands/{put[0].number}/"


if __name__ == "__main__":
    seed()
