"""The office's pages of an edition: what is where."""

from django.urls import path

from qurultai.editions.views import forum, roles, venue

app_name = "editions"
urlpatterns = [
    path("", forum.overview, name="overview"),
    path("change/", forum.change, name="change"),
    path("copy/", forum.copy, name="copy"),
    path("phases/", forum.phase, name="phase"),
    path("places/", venue.places, name="places"),
    path("places/rooms/new/", venue.new_room, name="new_room"),
    path("places/rooms/<str:code>/", venue.room, name="room"),
    path("places/buildings/new/", venue.new_building, name="new_building"),
    path("places/ways/", venue.walk, name="walk"),
    path("places/tables/", venue.tables, name="tables"),
    path("roles/", roles.grants, name="grants"),
    path("roles/new/", roles.new_grant, name="new_grant"),
    path("roles/<uuid:key>/withdrawal/", roles.withdrawal, name="withdrawal"),
]
