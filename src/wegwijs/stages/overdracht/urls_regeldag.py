"""Addresses of the regeldagen. Every ``pk`` is a regeldag's, every ``code`` a gemeente's."""

from django.urls import path

from wegwijs.stages.overdracht.views import regeldagen, regelstappen, sjabloon

app_name = "regeldag"
urlpatterns = [
    path("", regeldagen.days, name="list"),
    path("sjabloon/", sjabloon.templates, name="templates"),
    path("sjabloon/<slug:code>/", sjabloon.template, name="template"),
    path("sjabloon/<slug:code>/begin/", sjabloon.begin, name="template_begin"),
    path("sjabloon/<slug:code>/stap/", sjabloon.add, name="template_add"),
    path("sjabloon/<slug:code>/stap/<uuid:sjabloonstap_pk>/", sjabloon.change, name="template_step"),
    path("sjabloon/<slug:code>/stap/<uuid:sjabloonstap_pk>/eerder/", sjabloon.up, name="template_up"),
    path("sjabloon/<slug:code>/stap/<uuid:sjabloonstap_pk>/later/", sjabloon.down, name="template_down"),
    path(
        "sjabloon/<slug:code>/stap/<uuid:sjabloonstap_pk>/weglaten/",
        sjabloon.leave_out,
        name="template_leave_out",
    ),
    path("<uuid:pk>/", regeldagen.board, name="board"),
    path("<uuid:pk>/blad/", regeldagen.sheet, name="sheet"),
    path("<uuid:pk>/wijzigen/", regeldagen.move, name="move"),
    path("<uuid:pk>/afzeggen/", regeldagen.cancel, name="cancel"),
    path("<uuid:pk>/afsluiten/", regelstappen.close, name="close"),
    path("<uuid:pk>/heropenen/", regelstappen.again, name="again"),
    path("<uuid:pk>/stap/", regelstappen.add, name="step_add"),
    path("<uuid:pk>/stap/<uuid:stap_pk>/", regelstappen.prepare, name="step"),
    path("<uuid:pk>/stap/<uuid:stap_pk>/gedaan/", regelstappen.done, name="done"),
    path("<uuid:pk>/stap/<uuid:stap_pk>/uitkomst/", regelstappen.result, name="result"),
    path("<uuid:pk>/stap/<uuid:stap_pk>/niet-gelukt/", regelstappen.not_done, name="not_done"),
    path("<uuid:pk>/stap/<uuid:stap_pk>/toch-doen/", regelstappen.reopen, name="reopen"),
    path("<uuid:pk>/stap/<uuid:stap_pk>/weglaten/", regelstappen.leave_out, name="leave_out"),
]
