"""A guest's addresses: how her accreditation stands, her badge and her letters."""

from django.urls import path

from qurultai.accreditation.views import mine

app_name = "accreditation_mine"
urlpatterns = [
    path("", mine.badge, name="badge"),
    path("wallets/<str:wallet>/", mine.wallet, name="wallet"),
    path("<str:size>.pdf", mine.badge_file, name="file"),
    path("letters/<int:number>.pdf", mine.letter, name="letter"),
]
