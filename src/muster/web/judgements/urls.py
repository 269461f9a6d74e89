"""Addresses of judgements."""

from django.urls import path

from muster.web.judgements import views

app_name = "judgements"
urlpatterns = [
    path("judgements/<slug:force>/", views.judged, name="list"),
    path("judgements/<slug:force>/new", views.new, name="new"),
    path("judgements/<slug:force>/<int:pk>/replace", views.replace, name="replace"),
    path("judgements/<slug:force>/<int:pk>/withdraw", views.withdraw, name="withdraw"),
]
