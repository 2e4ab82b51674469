"""Addresses of oversight."""

from django.urls import path

from wegwijs.oversight.views import emergencies, signs

app_name = "oversight"
urlpatterns = [
    path("noodtoegang/", emergencies.listing, name="emergencies"),
    path("noodtoegang/<uuid:pk>/", emergencies.judge, name="judge"),
    path("signalen/", signs.listing, name="signs"),
    path("signalen/<uuid:pk>/", signs.answer, name="answer"),
]
