"""Addresses of tours and of the wall."""

from django.urls import URLPattern, path

from muster.web.tours import views, walls

app_name = "tours"
urlpatterns: list[URLPattern] = [
    path("tours/<slug:force>/", views.tour, name="tour"),
    path("tours/<slug:force>/declare/", views.declare, name="declare"),
    path("tours/<slug:force>/history/", views.history, name="history"),
    path("tours/<slug:force>/times/", views.times, name="times"),
    path("tours/<slug:force>/<int:number>/", views.declaration, name="declaration"),
    path("tours/<slug:force>/<int:number>/contact/", views.contact, name="contact"),
    path("wall/<slug:force>/", walls.wall, name="wall"),
    path("wall/<slug:force>/now/", walls.wall_now, name="wall_now"),
]
