"""Addresses that exist in the trial region only."""

from django.urls import path

from wegwijs.demo import views

app_name = "demo"
urlpatterns = [path("duo/", views.duo, name="duo")]
