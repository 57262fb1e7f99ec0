"""Addresses of the badge desk."""

from django.urls import path

from qurultai.accreditation.views.office import badges, piles

app_name = "badges_office"
urlpatterns = [
    path("", badges.desk, name="desk"),
    path("by-document/", badges.by_document, name="by_document"),
    path("all/", badges.all_badges, name="all"),
    path("all/list.<str:kind>", badges.badges_file, name="file"),
    path("piles/", piles.piles, name="piles"),
    path("piles/<uuid:run>/", piles.pile, name="pile"),
    path("piles/<uuid:run>/stop/", piles.stop, name="stop"),
    path("piles/<uuid:run>/<str:part>", piles.part, name="part"),
    path("people/<str:code>/", badges.person, name="person"),
    path("people/<str:code>/photo.jpg", badges.photo, name="photo"),
    path("people/<str:code>/print/", badges.printing, name="print"),
    path("people/<str:code>/handing/", badges.handing, name="issue"),
    path("people/<str:code>/block/", badges.blocking, name="block"),
    path("people/<str:code>/anew/", badges.anew, name="anew"),
]
