"""Addresses of placing and of lessons."""

from django.urls import URLPattern

app_name = "leerroutes"
urlpatterns: list[URLPattern] = []
