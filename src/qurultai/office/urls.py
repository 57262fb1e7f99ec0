"""The organisers' home: what is where."""

from django.urls import URLPattern

app_name = "office"
urlpatterns: list[URLPattern] = []
