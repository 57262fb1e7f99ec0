"""What devices ask and tell; a device belongs to one forum, so none is named."""

from django.urls import path

from qurultai.onsite.views import contact, door

app_name = "gate_api"
urlpatterns = [
    path("pairing", contact.pairing, name="pairing"),
    path("list", contact.news, name="list"),
    path("scans", contact.scans, name="scans"),
    path("photos", contact.photos, name="photos"),
    path("found", contact.found, name="found"),
    path("door", door.door, name="door"),
    path("door/people", door.people, name="door_people"),
]
