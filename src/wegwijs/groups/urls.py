"""Addresses of groups. ``pk`` is the group's, but under dossier/."""

from django.urls import path

from wegwijs.groups.views import attendance, called_off, groups, invite, places, remind, sessions

app_name = "groups"
urlpatterns = [
    path("", groups.listing, name="list"),
    path("uitnodigen/", invite.of_all, name="invite_all"),
    path("herinneren/", remind.of_all, name="remind_all"),
    path("geen-antwoord/", invite.unanswered, name="unanswered"),
    path("rooster/", sessions.rota, name="rota"),
    path("bijeenkomsten/", attendance.mine, name="mine"),
    path("bijeenkomsten/<uuid:session_pk>/", attendance.register, name="attendance"),
    path("dossier/<uuid:pk>/", places.of_dossier, name="dossier"),
    path("<uuid:pk>/", groups.page, name="page"),
    path("<uuid:pk>/wijzigen/", groups.change, name="change"),
    path("<uuid:pk>/afzeggen/", groups.cancel, name="cancel"),
    path("<uuid:pk>/deelnemers/", places.choose, name="members"),
    path("<uuid:pk>/uitnodigen/", invite.of_group, name="invite"),
    path("<uuid:pk>/herinneren/", remind.of_group, name="remind"),
    path("<uuid:pk>/afgezegd/", called_off.of_group, name="called_off"),
    path("<uuid:pk>/plaats/<uuid:enrolment_pk>/afgezegd/", called_off.of_one, name="called_off_one"),
    path("<uuid:pk>/plaats/<uuid:enrolment_pk>/verteld/", called_off.in_person, name="told"),
    path("<uuid:pk>/plaats/<uuid:enrolment_pk>/uitnodigen/", invite.of_one, name="invite_one"),
    path("<uuid:pk>/plaats/<uuid:enrolment_pk>/herinneren/", remind.of_one, name="remind_one"),
    path("<uuid:pk>/plaats/<uuid:enrolment_pk>/", places.leave_group, name="leave"),
    path("<uuid:pk>/bijeenkomst/", sessions.add, name="session_add"),
    path("<uuid:pk>/bijeenkomst/<uuid:session_pk>/", sessions.change, name="session"),
    path("<uuid:pk>/bijeenkomst/<uuid:session_pk>/afzeggen/", sessions.cancel, name="session_cancel"),
]
