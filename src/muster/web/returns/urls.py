"""Addresses of returns."""

from django.urls import URLPattern, path

from muster.web.returns import return_views, upload_views, views

app_name = "returns"
UPLOAD = "<slug:force>/uploads/<int:pk>/"
RETURN = "<slug:force>/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("", views.every_force, name="forces"),
    path("<slug:force>/", views.history, name="list"),
    path("<slug:force>/upload", views.send, name="send"),
    path("<slug:force>/template", views.template, name="template"),
    path(UPLOAD, upload_views.upload, name="upload"),
    path(f"{UPLOAD}progress", upload_views.progress, name="progress"),
    path(f"{UPLOAD}faults", upload_views.upload_faults, name="faults"),
    path(f"{UPLOAD}changes", upload_views.changes, name="changes"),
    path(f"{UPLOAD}who", upload_views.who, name="who"),
    path(f"{UPLOAD}accept", upload_views.accept, name="accept"),
    path(f"{UPLOAD}discard", upload_views.discard, name="discard"),
    path(f"{UPLOAD}check", upload_views.check_again, name="check_again"),
    path(f"{UPLOAD}marked", upload_views.marked, name="marked"),
    path(RETURN, return_views.return_page, name="return"),
    path(f"{RETURN}withdraw", return_views.withdraw, name="withdraw"),
    path(f"{RETURN}restore", return_views.restore, name="restore"),
    path(f"{RETURN}download", return_views.download, name="download"),
]
