"""Addresses of access. Those of the sign-in library stand under ``aanmelden/``."""

from django.urls import path

from wegwijs.access.personas import personas_on
from wegwijs.access.views import signing

app_name = "access"
urlpatterns = [
    path("afmelden/", signing.signout, name="signout"),
    path("verlengen/", signing.stay, name="stay"),
]
if personas_on():
    urlpatterns += [
        path("personas/", signing.personas, name="personas"),
        path("personas/<int:pk>/", signing.become, name="become"),
    ]
