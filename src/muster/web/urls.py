"""Every address of the web."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("", include("muster.web.shell.urls")),
    path("", include("muster.web.forces.urls")),
    path("", include("muster.web.judgements.urls")),
    path("", include("muster.web.comparisons.urls")),
    path("", include("muster.web.printouts.urls")),
]
handler400 = "muster.web.shell.views.bad_request"
handler403 = "muster.web.shell.views.not_permitted"
handler404 = "muster.web.shell.views.not_found"
handler500 = "muster.web.shell.views.failed"
