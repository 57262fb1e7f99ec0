"""Addresses of iCal feeds: whoever knows the secret reads the agenda."""

from django.urls import path

from qurultai.calendar.views import feeds

app_name = "calendar_feeds"
urlpatterns = [path("<str:address>.ics", feeds.agenda, name="agenda")]
