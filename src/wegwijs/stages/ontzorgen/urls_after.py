"""Addresses of self-reliance, months, handover and statements. ``pk`` is a dossier's."""

from django.urls import path

from wegwijs.stages.ontzorgen.views import after, handover, months, statement

app_name = "selfreliance"
urlpatterns = [
    path("bestanden/", months.upload, name="files"),
    path("bestanden/leeg.csv", months.example, name="example"),
    path("overzichten/", statement.of_all, name="statements"),
    path("<uuid:pk>/", after.page, name="page"),
    path("<uuid:pk>/vastleggen/", after.levels, name="levels"),
    path("<uuid:pk>/signaal/", after.report, name="signal"),
    path("<uuid:pk>/signaal/<uuid:geldsignaal_pk>/specialist/", after.to_specialist, name="specialist"),
    path("<uuid:pk>/signaal/<uuid:geldsignaal_pk>/oplossen/", after.solved, name="solved"),
    path("<uuid:pk>/bijstand/", months.months, name="months"),
    path("<uuid:pk>/bijstand/vastleggen/", months.record, name="month"),
    path("<uuid:pk>/overdracht/", handover.page, name="handover"),
    path("<uuid:pk>/overdracht/beginnen/", handover.begin, name="begin"),
    path("<uuid:pk>/overdracht/stap/<uuid:overdrachtsstap_pk>/", handover.step, name="step"),
    path("<uuid:pk>/overdracht/uitbetalen/", handover.pay_out, name="pay_out"),
    path("<uuid:pk>/overdracht/afronden/", handover.finish, name="finish"),
    path("<uuid:pk>/overdracht/sluiten/", handover.close, name="close"),
    path("<uuid:pk>/beeindigen/", handover.end, name="end"),
    path("<uuid:pk>/rekeningnummer/<uuid:change_pk>/", statement.number, name="number"),
    path("<uuid:pk>/overzicht/", statement.page, name="statement"),
    path("<uuid:pk>/overzicht/<slug:maand>/", statement.send, name="send"),
    path("<uuid:pk>/overzicht/brief/<uuid:overzicht_pk>/", statement.letter, name="letter"),
]
