"""Every address of the web, and the gallery of components besides."""

from django.urls import include, path

from muster.web import urls as web

urlpatterns = [
    path("", include("muster.web.shell.gallery_urls")),
    *web.urlpatterns,
]
handler400, handler403 = web.handler400, web.handler403
handler404, handler500 = web.handler404, web.handler500
