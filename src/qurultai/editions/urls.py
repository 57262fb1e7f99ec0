"""The office's pages of an edition: what is where."""

from django.urls import URLPattern

app_name = "editions"
urlpatterns: list[URLPattern] = []
