"""Addresses of the brede intake. Every ``pk`` is the dossier's."""

from django.urls import path

from wegwijs.stages.intake.views import acts, blocks, decisions, overview, piles, stukken

app_name = "intake"
urlpatterns = [
    path("", overview.intakes, name="list"),
    path("oproepen/", piles.oproepen, name="oproepen"),
    path("<uuid:pk>/", overview.overview, name="overview"),
    path("<uuid:pk>/beginnen/", overview.start, name="start"),
    path("<uuid:pk>/onderdeel/<slug:key>/", blocks.block, name="block"),
    path("<uuid:pk>/inbreng/", blocks.give, name="input"),
    path("<uuid:pk>/oproep/", acts.oproep, name="oproep"),
    path("<uuid:pk>/oproep/<int:number>/", acts.outcome, name="outcome"),
    path("<uuid:pk>/gesprek/", acts.gesprek, name="gesprek"),
    path("<uuid:pk>/gesprek/<int:number>/", acts.talk, name="talk"),
    path("<uuid:pk>/alleen/", acts.alone, name="alone"),
    path("<uuid:pk>/stuk/", stukken.add, name="stuk"),
    path("<uuid:pk>/stuk/<uuid:row_pk>/", stukken.content, name="stuk_file"),
    path("<uuid:pk>/stuk/<uuid:row_pk>/verwijderen/", stukken.remove, name="stuk_remove"),
    path("<uuid:pk>/toets/", decisions.toets, name="toets"),
    path("<uuid:pk>/toets/terugnemen/", decisions.withdraw, name="withdraw"),
    path("<uuid:pk>/wachten/", acts.wait, name="wait"),
    path("<uuid:pk>/wachten/<uuid:row_pk>/", acts.received, name="received"),
    path("<uuid:pk>/voltooien/", decisions.complete, name="complete"),
    path("<uuid:pk>/heropenen/", decisions.reopen, name="reopen"),
]
