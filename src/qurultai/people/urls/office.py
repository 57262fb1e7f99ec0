"""Addresses: what is where."""

from django.urls import URLPattern

app_name = "people_office"
urlpatterns: list[URLPattern] = []
