"""Addresses: what is where."""

from django.urls import URLPattern

app_name = "calendar_office"
urlpatterns: list[URLPattern] = []
