"""Every address of the web."""

from django.urls import URLPattern, URLResolver, include, path

from muster.web.api.interface import addresses

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("muster.web.accounts.urls")),
    path("account/", include("muster.web.accounts.entrance")),
    path("audit/", include("muster.web.audit.urls")),
    path("", include("muster.web.administration.urls")),
    path("account/tokens/", include("muster.web.api.urls")),
    path("api/v1/", (addresses(), "interface", "interface")),
    path("doctrine/", include("muster.web.requirements.urls")),
    path("", include("muster.web.live.urls")),
    path("", include("muster.web.shell.urls")),
    path("", include("muster.web.tours.urls")),
    path("people/", include("muster.web.people.urls")),
    path("returns/", include("muster.web.feeds.urls")),
    path("returns/", include("muster.web.returns.urls")),
    path("requests/", include("muster.web.inspections.urls")),
    path("", include("muster.web.nation.urls")),
    path("", include("muster.web.today.urls")),
    path("", include("muster.web.forces.urls")),
    path("", include("muster.web.judgements.urls")),
    path("", include("muster.web.comparisons.urls")),
    path("", include("muster.web.printouts.urls")),
]
handler400 = "muster.web.shell.views.bad_request"
handler403 = "muster.web.shell.views.not_permitted"
handler404 = "muster.web.shell.views.not_found"
handler500 = "muster.web.shell.views.failed"
