"""Addresses of guidance. ``pk`` is a dossier's."""

from django.urls import path

from wegwijs.stages.begeleiding.views import desk, plans

app_name = "guidance"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("vrijwilligers/", desk.helpers, name="volunteers"),
    path("vrijwilligers/<int:employee_pk>/jaargesprek/", desk.review, name="review"),
    path("<uuid:pk>/", plans.plan, name="plan"),
    path("<uuid:pk>/maken/", plans.make, name="make"),
    path("<uuid:pk>/wijzigen/", plans.change, name="change"),
    path("<uuid:pk>/beeindigen/", plans.end, name="end"),
    path("<uuid:pk>/contact/", plans.visit, name="visit"),
    path("<uuid:pk>/toewijzen/", plans.assign, name="assign"),
    path("<uuid:pk>/toewijzen/<int:partner>/einde/", plans.unassign, name="unassign"),
]
