"""Addresses of data requests."""

from django.urls import URLPattern, path

from muster.web.inspections import answering, asking, handing, views

app_name = "inspections"
FORCE = "<int:number>/<slug:force>/"
urlpatterns: list[URLPattern] = [
    path("", views.request_list, name="list"),
    path("open/", asking.open_page, name="open"),
    path("<int:number>/", views.request_page, name="request"),
    path(FORCE, views.force_page, name="force"),
    path(f"{FORCE}ask/", asking.ask, name="ask"),
    path(f"{FORCE}<int:question>/", views.question_page, name="question"),
    path(f"{FORCE}<int:question>/answer/", answering.answer, name="answer"),
    path(f"{FORCE}<int:question>/files/<int:document>/", handing.evidence_file, name="file"),
    path(f"{FORCE}<int:question>/withdraw/", asking.withdraw, name="withdraw"),
]
