"""Addresses of ontzorgen: the desk, and the plan of one person. ``pk`` is a dossier's."""

from django.urls import path

from wegwijs.stages.ontzorgen.views import advance, desk, plan, redirects, traject

app_name = "ontzorgen"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("recht/", desk.right, name="right"),
    path("<uuid:pk>/", plan.page, name="plan"),
    path("<uuid:pk>/weken/", plan.weeks, name="weeks"),
    path("<uuid:pk>/rekeningnummers/", redirects.page, name="redirects"),
    path("<uuid:pk>/starten/", traject.start, name="start"),
    path("<uuid:pk>/besluit/", traject.decide, name="decide"),
    path("<uuid:pk>/partner/", traject.partner, name="partner"),
    path("<uuid:pk>/toeslagen/", traject.toeslagen, name="toeslagen"),
    path("<uuid:pk>/uit-elkaar/", traject.split, name="split"),
    path("<uuid:pk>/langer/", traject.longer, name="longer"),
    path("<uuid:pk>/overnemen/", traject.take_over, name="take_over"),
    path("<uuid:pk>/laten-lopen/", traject.begin, name="begin"),
    path("<uuid:pk>/machtiging/", traject.sign, name="sign"),
    path("<uuid:pk>/machtiging/<uuid:machtiging_pk>/", traject.withdraw, name="withdraw"),
    path("<uuid:pk>/kosten/nieuw/", plan.cost_new, name="cost_new"),
    path("<uuid:pk>/kosten/<uuid:kosten_pk>/", plan.cost_change, name="cost_change"),
    path("<uuid:pk>/kosten/<uuid:kosten_pk>/stoppen/", plan.cost_end, name="cost_end"),
    path("<uuid:pk>/inkomen/nieuw/", plan.income_new, name="income_new"),
    path("<uuid:pk>/inkomen/<uuid:inkomen_pk>/", plan.income_change, name="income_change"),
    path("<uuid:pk>/inkomen/<uuid:inkomen_pk>/stoppen/", plan.income_end, name="income_end"),
    path("<uuid:pk>/inkomen/<uuid:inkomen_pk>/nummer/", redirects.redirected, name="redirected"),
    path("<uuid:pk>/voorschot/", advance.ask, name="ask"),
    path("<uuid:pk>/voorschot/<uuid:voorschot_pk>/", advance.decide, name="decide_advance"),
]
