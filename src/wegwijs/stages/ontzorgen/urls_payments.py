"""Addresses of payments."""

from django.urls import path

from wegwijs.stages.ontzorgen.views import blocking, payees, reading, runs, said, statements

app_name = "payments"
urlpatterns = [
    path("", runs.listing, name="list"),
    path("voorstellen/", runs.proposals, name="proposals"),
    path("voorstellen/nog-niet/", runs.not_yet, name="not_yet"),
    path("teruggekomen/", runs.returned, name="returned"),
    path("opdrachten/<uuid:order_pk>/niet/", runs.drop, name="drop"),
    path("opdrachten/<uuid:order_pk>/opnieuw/", runs.again, name="again"),
    path("opdrachten/<uuid:order_pk>/eruit/", runs.out, name="out"),
    path("runs/nieuw/", runs.new, name="new_run"),
    path("runs/<uuid:betaalrun_pk>/", runs.run, name="run"),
    path("runs/<uuid:betaalrun_pk>/erin/", runs.fill, name="fill"),
    path("runs/<uuid:betaalrun_pk>/tekenen/", runs.sign, name="sign"),
    path("runs/<uuid:betaalrun_pk>/ontekenen/", runs.unsign, name="unsign"),
    path("runs/<uuid:betaalrun_pk>/vrijgeven/", runs.release, name="release"),
    path("runs/<uuid:betaalrun_pk>/bestand/", runs.file, name="file"),
    path("runs/<uuid:betaalrun_pk>/intrekken/", runs.withdraw, name="withdraw"),
    path("ontvangers/", payees.listing, name="payees"),
    path("ontvangers/nieuw/", payees.new, name="new_payee"),
    path("ontvangers/medewerkers/", payees.staff, name="staff"),
    path("ontvangers/nummer/<uuid:change_pk>/", payees.decide, name="decide"),
    path("ontvangers/nummer/<uuid:change_pk>/verteld/", payees.told, name="told"),
    path("ontvangers/<uuid:payee_pk>/", payees.page, name="payee"),
    path("ontvangers/<uuid:payee_pk>/nummer/", payees.ask, name="number"),
    path("ontvangers/<uuid:payee_pk>/clienten/", payees.clients, name="clients"),
    path("ontvangers/<uuid:payee_pk>/blokkeren/", blocking.block, name="block"),
    path("ontvangers/<uuid:payee_pk>/toelaten/", blocking.unblock, name="unblock"),
    path("ontvangers/<uuid:payee_pk>/toelaten/beoordelen/", blocking.decide_unblock, name="decide_unblock"),
    path("afschriften/", statements.listing, name="statements"),
    path("afschriften/<uuid:statement_pk>/", statements.page, name="statement"),
    path("afschriften/bestand/<uuid:bestand_pk>/", reading.page, name="reading"),
    path("afschriften/bestand/<uuid:bestand_pk>/stoppen/", reading.stop, name="stop_reading"),
    path("uitzoeken/", statements.waiting, name="waiting"),
    path("uitzoeken/<uuid:regel_pk>/", statements.settle, name="settle"),
    path("uitzoeken/<uuid:regel_pk>/collega/", said.decide, name="said"),
    path("rekeningen/", statements.accounts, name="accounts"),
    path("rekeningen/<uuid:bankrekening_pk>/beginsaldo/", statements.opening, name="opening"),
    path("stand/", statements.stand, name="stand"),
    path("dossier/<uuid:pk>/", statements.person, name="person"),
]
