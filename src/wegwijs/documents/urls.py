"""Addresses about the words of letters: ``pk`` is a version's."""

from django.urls import path

from wegwijs.documents.views import texts

app_name = "documents"
urlpatterns = [
    path("teksten/", texts.listing, name="texts"),
    path("teksten/nieuw/<slug:section>/", texts.begin, name="begin_text"),
    path("teksten/<uuid:pk>/", texts.text, name="text"),
    path("teksten/<uuid:pk>/voorbeeld/", texts.preview, name="preview_text"),
    path("teksten/<uuid:pk>/voorleggen/", texts.offer, name="offer_text"),
    path("teksten/<uuid:pk>/vaststellen/", texts.decide, name="decide_text"),
    path("teksten/<uuid:pk>/teruggeven/", texts.give_back, name="return_text"),
    path("teksten/<uuid:pk>/vervallen/", texts.drop, name="drop_text"),
]
