"""Addresses of administration, of an invitation, and of who may look at a force."""

from django.urls import URLPattern, path

from muster.web.administration import appointing, changing, views

app_name = "administration"
urlpatterns: list[URLPattern] = [
    path("administration/", views.home, name="home"),
    path("administration/users/", views.users, name="users"),
    path("administration/users/new", changing.new_user, name="new_user"),
    path("administration/users/<int:number>", views.user, name="user"),
    path("administration/users/<int:number>/appoint", appointing.appoint_user, name="appoint"),
    path(
        "administration/users/<int:number>/appointments/<int:appointment>/end",
        appointing.end,
        name="end",
    ),
    path("administration/users/<int:number>/<slug:change>", changing.change, name="change"),
    path("administration/roles", views.roles, name="roles"),
    path("administration/forces", views.every_force, name="forces"),
    path("administration/retention", views.retention, name="retention"),
    path("account/invitation/<str:token>/", changing.invitation, name="invitation"),
    path("forces/<slug:force>/access", views.access, name="access"),
]
