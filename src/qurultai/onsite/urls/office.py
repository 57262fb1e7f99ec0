"""The office's addresses of what happens on site."""

from django.urls import path

from qurultai.onsite.views.office import arrivals, gates, problems

app_name = "onsite_office"
urlpatterns = [
    path("arrivals/", arrivals.arrivals, name="arrivals"),
    path("inside/", arrivals.inside, name="inside"),
    path("inside/list.<str:kind>", arrivals.inside_file, name="inside_file"),
    path("problems/", problems.problems, name="problems"),
    path("problems/list.<str:kind>", problems.export, name="problems_file"),
    path("problems/<uuid:key>/", problems.problem, name="problem"),
    path("problems/<uuid:key>/resolution/", problems.resolution, name="resolution"),
    path("quotas/", problems.quotas, name="quotas"),
    path("quotas/<uuid:key>/removal/", problems.quota_removal, name="quota_removal"),
    path("gates/", gates.gates, name="gates"),
    path("gates/list.<str:kind>", gates.export, name="gates_file"),
    path("gates/new/", gates.new_gate, name="new_gate"),
    path("gates/devices/<str:code>/move/", gates.move, name="move_device"),
    path("gates/devices/<str:code>/revocation/", gates.revocation, name="revoke_device"),
    path("gates/devices/<str:code>/loss/", gates.loss, name="lose_device"),
    path("gates/<str:code>/", gates.gate, name="gate"),
    path("gates/<str:code>/change/", gates.change, name="change_gate"),
    path("gates/<str:code>/closing/", gates.closing, name="close_gate"),
    path("gates/<str:code>/devices/", gates.new_device, name="new_device"),
]
