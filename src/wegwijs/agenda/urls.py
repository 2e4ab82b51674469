"""Addresses of rooms and interpreters."""

from django.urls import path

from wegwijs.agenda import views

app_name = "rooms"
urlpatterns = [
    path("", views.listing, name="list"),
    path("nieuw/", views.room_new, name="room_new"),
    path("<uuid:room_pk>/", views.room, name="room"),
    path("tolken/nieuw/", views.interpreter_new, name="interpreter_new"),
    path("tolken/<uuid:interpreter_pk>/", views.interpreter, name="interpreter"),
]
