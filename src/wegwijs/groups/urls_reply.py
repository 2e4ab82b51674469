"""Addresses for who was invited, without signing in; ``secret`` is the code of the letter."""

from django.urls import path

from wegwijs.groups.views import reply

app_name = "reply"
urlpatterns = [
    path("", reply.code, name="code"),
    path("<str:secret>/", reply.page, name="page"),
    path("<str:secret>/agenda.ics", reply.ics, name="ics"),
]
