"""Addresses of the visa desk."""

from django.urls import path

from qurultai.accreditation.views.office import visas

app_name = "visas_office"
urlpatterns = [
    path("", visas.cases, name="cases"),
    path("list.<str:kind>", visas.cases_file, name="file"),
    path("letters/", visas.letters, name="letters"),
    path("letters/<int:number>.pdf", visas.letter, name="letter"),
    path("table/", visas.table, name="table"),
    path("table/<uuid:key>/removal/", visas.rule_removal, name="rule_removal"),
    path("cases/<str:code>/", visas.case, name="case"),
    path("cases/<str:code>/letter/", visas.new_letter, name="new_letter"),
]
