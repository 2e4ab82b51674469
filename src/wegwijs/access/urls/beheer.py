"""Addresses of beheer: gemeenten and mandates, keys, local policy, employees and their roles."""

from django.urls import path

from wegwijs.access.views import beheer, employees, keys, mandates, proposals

app_name = "organisations"
urlpatterns = [
    path("", beheer.settings, name="settings"),
    path("gemeente/<slug:code>/", beheer.gemeente, name="gemeente"),
    path("gemeente/<slug:code>/bezwaar/", beheer.objection, name="objection"),
    path("bezwaar/", beheer.objection, name="board_objection"),
    path("gemeente/<slug:code>/mandaat/", mandates.new, name="new_mandate"),
    path("gemeente/<slug:code>/overdracht/", mandates.transfer, name="transfer"),
    path("mandaat/<int:mandate_pk>/instemming/", mandates.consent, name="consent"),
    path("mandaat/<int:mandate_pk>/einde/", mandates.end, name="end_mandate"),
    path("dvo/nieuw/", mandates.new_dvo, name="new_dvo"),
    path("dvo/<int:dvo_pk>/einde/", mandates.stop_dvo, name="end_dvo"),
    path("bevestigen/", proposals.listing, name="proposals"),
    path("bevestigen/<uuid:pk>/", proposals.confirm, name="confirm"),
    path("bevestigen/<uuid:pk>/afwijzen/", proposals.reject, name="reject"),
    path("sleutels/", keys.listing, name="keys"),
    path("sleutels/nieuw/", keys.new, name="new_key"),
    path("sleutels/<uuid:key_pk>/intrekken/", keys.revoke, name="revoke_key"),
    path("beleid/", beheer.policy, name="policy"),
    path("beleid/<slug:key>/", beheer.change_policy, name="change_policy"),
    path("medewerkers/", employees.listing, name="employees"),
    path("medewerkers/nieuw/", employees.new, name="new_employee"),
    path("medewerkers/<int:employee_pk>/", employees.employee, name="employee"),
    path("medewerkers/<int:employee_pk>/rol/", employees.role, name="new_role"),
    path("medewerkers/<int:employee_pk>/rol/<int:role_pk>/einde/", employees.role_end, name="end_role"),
    path("medewerkers/<int:employee_pk>/toelaten/", employees.let_in, name="let_in"),
    path("medewerkers/<int:employee_pk>/jaargesprek/", employees.review, name="review"),
    path("medewerkers/<int:employee_pk>/uit-dienst/", employees.leave, name="leave"),
]
