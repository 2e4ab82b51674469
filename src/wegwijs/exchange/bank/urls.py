"""Address of sending statements of the bank."""

from django.urls import path

from wegwijs.exchange.bank import views

app_name = "bank"
urlpatterns = [path("", views.upload, name="upload")]
