"""Signing in: the library's own views under our addresses."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
