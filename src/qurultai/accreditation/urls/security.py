"""Security's addresses: clearances, batches, zones."""

from django.urls import path

from qurultai.accreditation.views.office import batches, clearances, zones

app_name = "accreditation_office"
urlpatterns = [
    path("", clearances.clearances, name="clearances"),
    path("list.<str:kind>", clearances.clearances_file, name="clearances_file"),
    path("decisions/", clearances.decisions, name="decisions"),
    path("batches/", batches.batches, name="batches"),
    path("batches/<int:number>/", batches.batch, name="batch"),
    path("batches/<int:number>/supplement/", batches.supplement, name="supplement"),
    path("batches/<int:number>/decisions/", batches.answer, name="answer"),
    path("batches/<int:number>/documents/", batches.documents, name="documents"),
    path("batches/<int:number>/<int:supplement>/file/", batches.sheet, name="sheet"),
    path("zones/", zones.zones, name="zones"),
    path("zones/new/", zones.new_zone, name="new_zone"),
    path("zones/<int:number>/", zones.zone, name="zone"),
    path("zones/<int:number>/removal/", zones.zone_removal, name="zone_removal"),
    path("zones/categories/<str:code>/", zones.policy, name="policy"),
    path("zones/desks/", zones.desks, name="desks"),
    path("zones/desks/<uuid:key>/removal/", zones.desk_removal, name="desk_removal"),
    path("zones/keys/", zones.new_key, name="new_key"),
]
