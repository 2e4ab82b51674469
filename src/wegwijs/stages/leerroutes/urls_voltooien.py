"""Addresses of completion: what is still needed, talks about progress, the end."""

from django.urls import URLPattern

app_name = "voltooien"
urlpatterns: list[URLPattern] = []
