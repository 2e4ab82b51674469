"""Addresses of oversight."""

from django.urls import path

from wegwijs.oversight.views import emergencies

app_name = "oversight"
urlpatterns = [
    path("noodtoegang/", emergencies.listing, name="emergencies"),
    path("noodtoegang/<uuid:pk>/", emergencies.judge, name="judge"),
]
