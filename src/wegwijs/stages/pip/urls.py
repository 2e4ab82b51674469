"""Addresses of the PIP; ``pk`` is the dossier's."""

from django.urls import path

from wegwijs.stages.pip.views import decide, edit, page, send, withdraw

app_name = "pip"
urlpatterns = [
    path("", page.listing, name="list"),
    path("<uuid:pk>/", page.overview, name="overview"),
    path("<uuid:pk>/opstellen/", edit.begin, name="begin"),
    path("<uuid:pk>/wijzigen/", edit.edit, name="edit"),
    path("<uuid:pk>/voorbeeld/", edit.preview, name="preview"),
    path("<uuid:pk>/vaststellen/", decide.establish, name="establish"),
    path("<uuid:pk>/teruggeven/", decide.give_back, name="return"),
    path("<uuid:pk>/vervallen/", decide.drop, name="drop"),
    path("<uuid:pk>/intrekken/", withdraw.propose, name="withdraw"),
    path("<uuid:pk>/intrekken/besluit/", withdraw.decide, name="decide_withdrawal"),
    path("<uuid:pk>/intrekken/vervallen/", withdraw.drop, name="drop_withdrawal"),
    path("<uuid:pk>/intrekken/versturen/", send.send_end, name="send_withdrawal"),
    path("<uuid:pk>/versturen/", send.send, name="send"),
    path("<uuid:pk>/duo/", send.tell, name="tell"),
    path("<uuid:pk>/versie/<int:versie>/brief/", page.letter, name="letter"),
    path("<uuid:pk>/versie/<int:versie>/brief/opnieuw/", send.again, name="send_again"),
    path("<uuid:pk>/versie/<int:versie>/intrekken/brief/", withdraw.letter, name="withdrawal_letter"),
]
