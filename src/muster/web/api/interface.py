"""The interface: every route under `/api/v1`, and its description in OpenAPI 3.1."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt

from muster.web.api.description import Described
from muster.web.api.problems import problem, tell_problems
from muster.web.api.routes import (
    administration,
    boards,
    copies,
    doctrine,
    documents,
    evidence,
    feeds,
    forces,
    inspections,
    judgements,
    nation,
    people,
    returns,
    running,
    tours,
    walls,
)
from muster.web.api.security import ASKS, Bearer

NOT_ALLOWED = 405
DESCRIPTION = """What Muster's pages show, as versioned contracts.

Every answer names its `schema`; instants carry an offset; counts cross the borders of a force
and people's records never do: they are read in their own force alone, for a `reason` that the
audit keeps. A contact is given to no program. Ask with `Authorization: Bearer muster_…`; a token
is made on the page of one's account, with some of one's own rights and an end. Errors are problem
details. What is sent under an `Idempotency-Key` is done once, however often it is sent.
"""


def asks_of(models: Iterable[Any]) -> frozenset[str]:
    """Return the names of the parts of a question that an operation takes."""
    taken = (each for each in models if each.__ninja_param_source__ == "query")
    return frozenset(name for each in taken for name in each.__ninja_flatten_map__)


interface = Described(
    title="Muster",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    auth=Bearer(),
    urls_namespace="interface",
)
tell_problems(interface)
for part in (
    doctrine,
    forces,
    nation,
    boards,
    returns,
    feeds,
    judgements,
    tours,
    walls,
    people,
    inspections,
    evidence,
    documents,
    copies,
    administration,
    running,
):
    interface.add_router("", part.router)
for _, router in interface._routers:
    for address in router.path_operations.values():
        for operation in address.operations:
            setattr(operation.view_func, ASKS, asks_of(operation.models))


def addresses() -> list[URLPattern | URLResolver]:
    """Return the routes, which ask for a token and not for a session, and what is nowhere."""
    found: list[URLPattern | URLResolver] = interface.urls[0]
    for each in found:
        if isinstance(each, URLPattern):
            login_not_required(each.callback)
            each.callback = csrf_exempt(_allowing(each.callback))
    return [*found, path("", nowhere), path("<path:rest>", nowhere)]


def _allowing(view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """Have a method that is not allowed answered as a problem too."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **given)
        if response.status_code != NOT_ALLOWED:
            return response
        allow = response["Allow"]
        said = problem(405, f"{request.method} is not done here; this address takes {allow}")
        said["Allow"] = allow
        return said

    return answered


@login_not_required
@csrf_exempt
def nowhere(_request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer that there is nothing at an address of the interface."""
    return problem(404, "There is nothing at this address; /api/v1/openapi.json says what there is")
