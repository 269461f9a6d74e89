"""The address of the first page."""

from django.urls import URLPattern, path

from muster.web.today import views

app_name = "today"
urlpatterns: list[URLPattern] = [path("", views.todays_page, name="today")]
