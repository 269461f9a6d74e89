"""How a force's returns come: when they are due, and what its watched folder brought."""

from django.http import HttpRequest
from ninja import Router

from muster.web.accounts.rights import Right, force_of
from muster.web.api.contracts.administration import ArrivalPart, FeedAnswer
from muster.web.api.contracts.base import Paged, Paging, page_of
from muster.web.api.security import allowed
from muster.web.feeds import queries
from muster.web.feeds.models import Arrival
from muster.web.rulebook import rulebook

router = Router(tags=["returns"])


@router.get("/forces/{force}/feed", response=FeedAnswer, by_alias=True, summary="How returns come")
@allowed(Right.SEE_RETURNS, force_of)
def feed(request: HttpRequest, force: str, paging: Paging = Paged) -> FeedAnswer:
    """Return when a force's returns are due, what is late, and what its watched folder brought."""
    slug = rulebook().force(force).slug
    rule = queries.rule_of(slug)
    rows, said = page_of(queries.arrivals_of(slug), paging)
    return FeedAnswer(
        force=slug,
        due_day=rule.due_day if rule else None,
        next_day=queries.next_day_of(rule),
        late=[each.day for each in queries.late_now((slug,))],
        accepts_sound=bool(rule and rule.accepts_sound),
        watched=queries.watched_folder(slug) is not None,
        set_at=rule.set_at if rule else None,
        items=[_arrival(each) for each in rows],
        **said,
    )


SAME = ("at", "name", "outcome", "why", "moved_to")


def _arrival(arrival: Arrival) -> ArrivalPart:
    return ArrivalPart(**{name: getattr(arrival, name) for name in SAME}, upload=arrival.upload_id)
