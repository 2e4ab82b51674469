"""Address of sending e-invoices."""

from django.urls import path

from wegwijs.exchange.invoices import views

app_name = "einvoices"
urlpatterns = [path("", views.upload, name="upload")]
