"""Addresses of the office's calendar."""

from django.urls import path

from qurultai.calendar.views import office

app_name = "calendar_office"
urlpatterns = [
    path("", office.overview, name="overview"),
    path("people/<str:code>/", office.person, name="person"),
    path("rooms/<str:code>/", office.room, name="room"),
    path("rooms/<str:code>/tables/<int:number>/", office.table, name="table"),
]
