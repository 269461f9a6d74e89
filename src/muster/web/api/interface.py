"""The interface: every route under `/api/v1`, and its description in OpenAPI 3.1."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI

from muster.web.api.problems import tell_problems
from muster.web.api.routes import doctrine, forces, nation
from muster.web.api.security import Bearer

DESCRIPTION = """What Muster's pages show, as versioned contracts.

Every answer names its `schema`; instants carry an offset; counts cross the borders of a force
and people's records never do. Ask with `Authorization: Bearer muster_…`; a token is made on the
page of one's account, with some of one's own rights and an end. Errors are problem details.
"""

interface = NinjaAPI(
    title="Muster",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    auth=Bearer(),
    urls_namespace="interface",
)
tell_problems(interface)
interface.add_router("", doctrine.router)
interface.add_router("", forces.router)
interface.add_router("", nation.router)


def addresses() -> list[URLPattern | URLResolver]:
    """Return the routes, which ask for a token and not for a session."""
    found: list[URLPattern | URLResolver] = interface.urls[0]
    for each in found:
        if isinstance(each, URLPattern):
            login_not_required(each.callback)
    return found
