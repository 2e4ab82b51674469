"""Addresses of the handover. Every ``pk`` is the dossier's, every ``code`` a gemeente's."""

from django.urls import path

from wegwijs.stages.overdracht.views import coa, files, housing, invitation, new, overview, regeldagen, steps

app_name = "overdracht"
urlpatterns = [
    path("", overview.handovers, name="list"),
    path("nieuw/", new.new, name="new"),
    path("bestand/", files.upload, name="import"),
    path("coa/", coa.desk, name="coa"),
    path("coa/<uuid:aanlevering_pk>/", coa.supply, name="coa_supply"),
    path("huisvesting/", housing.overview, name="housing"),
    path("huisvesting/<slug:code>/", housing.of_gemeente, name="housing_gemeente"),
    path("huisvesting/<slug:code>/taakstelling/", housing.taakstelling, name="taakstelling"),
    path("<uuid:pk>/", overview.overview, name="overview"),
    path("<uuid:pk>/profiel/", steps.profile, name="profile"),
    path("<uuid:pk>/coa/", coa.ask, name="coa_ask"),
    path("<uuid:pk>/coa/stoppen/", coa.stop, name="coa_stop"),
    path("<uuid:pk>/koppeling/", steps.koppeling, name="koppeling"),
    path("<uuid:pk>/driegesprek/", steps.driegesprek, name="driegesprek"),
    path("<uuid:pk>/driegesprek/plannen/", steps.driegesprek_plan, name="driegesprek_plan"),
    path("<uuid:pk>/uitnodiging/<uuid:afspraak_pk>/", invitation.invitation, name="invitation"),
    path("<uuid:pk>/woning/", housing.step, name="house"),
    path("<uuid:pk>/regeldag/", regeldagen.plan, name="regeldag"),
    path("<uuid:pk>/voorinburgering/", steps.voorinburgering, name="voorinburgering"),
]
