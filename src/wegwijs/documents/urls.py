"""Addresses about the words of letters, where ``pk`` is a version's, and about piles of letters, where it is a pile's."""

from django.urls import path

from wegwijs.documents.views import batches, texts

app_name = "documents"
urlpatterns = [
    path("partij/<uuid:pk>/", batches.batch, name="batch"),
    path("partij/<uuid:pk>/stop/", batches.stop, name="stop_batch"),
    path("partij/<uuid:pk>/verder/", batches.resume, name="resume_batch"),
    path("partij/<uuid:pk>/afronden/", batches.drop, name="drop_batch"),
    path("partij/<uuid:pk>/drukbestand/<int:number>/", batches.printer, name="print_batch"),
    path("teksten/", texts.listing, name="texts"),
    path("teksten/nieuw/<slug:section>/", texts.begin, name="begin_text"),
    path("teksten/<uuid:pk>/", texts.text, name="text"),
    path("teksten/<uuid:pk>/voorbeeld/", texts.preview, name="preview_text"),
    path("teksten/<uuid:pk>/voorleggen/", texts.offer, name="offer_text"),
    path("teksten/<uuid:pk>/vaststellen/", texts.decide, name="decide_text"),
    path("teksten/<uuid:pk>/teruggeven/", texts.give_back, name="return_text"),
    path("teksten/<uuid:pk>/vervallen/", texts.drop, name="drop_text"),
]
