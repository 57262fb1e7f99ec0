"""The public site: what is where."""

from django.urls import URLPattern

app_name = "website"
urlpatterns: list[URLPattern] = []
