"""Who may follow the events, and what has happened since they last asked.

The server goes on from this answer and keeps the stream open (`live.streams`). Any other server
gives the answer alone, and the browser asks again two seconds later: slower, and the same.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from muster.web.accounts.rights import Right, needs, viewer_of
from muster.web.accounts.sessions import session_ends_at
from muster.web.live.queries import events_after, newest
from muster.web.live.topics import Permit
from muster.web.live.wire import RETRY, told

GRANTED = "muster.permit"  # where the server finds whom it may stream to, beside the request
MOST_WORDS = 60


@require_GET
@needs(Right.SEE_SUMS)
def stream(request: HttpRequest) -> HttpResponse:
    """Answer with the events since `Last-Event-ID` that the viewer may hear of.

    `topics` and `force` are words parted by commas, and narrow what is heard.
    """
    said = request.headers.get("Last-Event-ID") or request.GET.get("after") or ""
    topics, forces = (_words(request, name) for name in ("topics", "force"))
    if (said and not said.isdecimal()) or len(said) > 18 or len(topics | forces) > MOST_WORDS:
        return HttpResponseBadRequest(_("That is no event to go on from; load the page again."))
    after = int(said) if said else newest()
    events = events_after(after)
    upto = events[-1].number if events else after
    viewer = viewer_of(request)
    ends = [each.ends_at for each in viewer.held if each.ends_at is not None]
    until = min([session_ends_at(request), *ends])
    permit = request.META[GRANTED] = Permit(viewer, topics, forces, upto, until)
    body = RETRY + told(permit, events)
    return HttpResponse(body, content_type="text/event-stream; charset=utf-8")


def _words(request: HttpRequest, name: str) -> frozenset[str]:
    given = ",".join(request.GET.getlist(name))
    return frozenset(each.strip() for each in given.split(",") if each.strip())
