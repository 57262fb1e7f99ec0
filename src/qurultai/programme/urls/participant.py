"""Addresses: what is where."""

from django.urls import URLPattern

app_name = "programme_participant"
urlpatterns: list[URLPattern] = []
