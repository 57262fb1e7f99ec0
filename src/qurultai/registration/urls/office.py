"""The office's addresses of registration."""

from django.urls import path

from qurultai.registration.views.office import (
    categories,
    forms,
    groups,
    identities,
    invitations,
    registrations,
    twins,
)

app_name = "registration_office"
urlpatterns = [
    path("", registrations.registrations, name="registrations"),
    path("list.<str:kind>", registrations.registrations_file, name="list"),
    path("together/", registrations.bulk, name="bulk"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/list.<str:kind>", invitations.invitations_file, name="invitations_list"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/waves/<int:number>/", invitations.wave, name="wave"),
    path("duplicates/", twins.duplicates, name="duplicates"),
    path("duplicates/<str:code>/<str:other>/", twins.twins, name="twins"),
    path("duplicates/<str:code>/<str:other>/merging/", twins.merging, name="merging"),
    path("duplicates/<str:code>/<str:other>/dismissal/", twins.dismissal, name="twins_dismissal"),
    path("rows/", groups.rows, name="rows"),
    path("groups/", groups.groups, name="groups"),
    path("groups/list.<str:kind>", groups.groups_file, name="groups_list"),
    path("groups/<str:code>/", groups.group, name="group"),
    path("categories/<slug:code>/template.xlsx", groups.category_template, name="template"),
    path("categories/", categories.categories, name="categories"),
    path("categories/new/", categories.new_category, name="new_category"),
    path("categories/order/", categories.order, name="order_categories"),
    path("categories/copies/", categories.copies, name="copies"),
    path("categories/<slug:code>/change/", categories.category, name="category"),
    path("categories/<slug:code>/removal/", categories.removal, name="category_removal"),
    path("forms/", forms.forms, name="forms"),
    path("forms/<str:code>/", forms.form, name="form"),
    path("forms/<str:code>/order/", forms.order, name="order_fields"),
    path("forms/<str:code>/preview/", forms.preview, name="preview"),
    path("forms/<str:code>/questions/<str:key>/", forms.field, name="field"),
    path("forms/<str:code>/questions/<str:key>/removal/", forms.field_removal, name="field_removal"),
    path("registrations/<str:code>/", registrations.registration, name="registration"),
    path("registrations/<str:code>/decision/", registrations.decision, name="decision"),
    path("registrations/<str:code>/change/", registrations.change, name="change"),
    path("registrations/<str:code>/identity/", identities.identity, name="identity"),
    path("registrations/<str:code>/identity/full/", identities.unmasked, name="unmasked"),
    path("registrations/<str:code>/identity/files/<str:sha256>", identities.file, name="identity_file"),
    path("registrations/<str:code>/files/<str:sha256>", registrations.file, name="file"),
]
