"""Every address of the web."""

from django.urls import URLPattern, URLResolver, include, path

from muster.web.api.interface import addresses

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("muster.web.accounts.urls")),
    path("account/", include("muster.web.accounts.entrance")),
    path("audit/", include("muster.web.audit.urls")),
    path("", include("muster.web.administration.urls")),
    path("api/v1/", (addresses(), "interface", "interface")),
    path("doctrine/", include("muster.web.requirements.urls")),
    path("", include("muster.web.shell.urls")),
]
handler400 = "muster.web.shell.views.bad_request"
handler403 = "muster.web.shell.views.not_permitted"
handler404 = "muster.web.shell.views.not_found"
handler500 = "muster.web.shell.views.failed"
