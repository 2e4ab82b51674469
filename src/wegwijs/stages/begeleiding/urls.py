"""Addresses of referrals. ``pk`` is the dossier's, for who refers; who receives knows the referral only."""

from django.urls import path

from wegwijs.stages.begeleiding.views import received, sent

app_name = "begeleiding"
urlpatterns = [
    path("", received.inbox, name="inbox"),
    path("<uuid:referral_pk>/", received.page, name="received"),
    path("<uuid:referral_pk>/aannemen/", received.accept, name="accept"),
    path("<uuid:referral_pk>/weigeren/", received.refuse, name="refuse"),
    path("<uuid:referral_pk>/antwoord/", received.answer, name="answer"),
    path("dossier/<uuid:pk>/", sent.listing, name="list"),
    path("dossier/<uuid:pk>/nieuw/", sent.new, name="new"),
    path("dossier/<uuid:pk>/<uuid:referral_pk>/", sent.page, name="sent"),
    path("dossier/<uuid:pk>/<uuid:referral_pk>/stoppen/", sent.stop, name="stop"),
]
