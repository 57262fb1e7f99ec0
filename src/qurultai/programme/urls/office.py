"""Addresses: what is where."""

from django.urls import URLPattern

app_name = "programme_office"
urlpatterns: list[URLPattern] = []
