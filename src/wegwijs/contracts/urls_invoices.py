"""Addresses of invoices of suppliers."""

from django.urls import path

from wegwijs.contracts.views import booking, invoices

app_name = "invoices"
urlpatterns = [
    path("", invoices.listing, name="list"),
    path("nieuw/", invoices.new, name="new"),
    path("boeken/", booking.runs, name="runs"),
    path("boeken/kolommen/", booking.columns, name="columns"),
    path("boeken/<uuid:run_pk>/", booking.run, name="run"),
    path("<uuid:invoice_pk>/", invoices.page, name="invoice"),
    path("<uuid:invoice_pk>/bestand/", invoices.file, name="file"),
    path("<uuid:invoice_pk>/bevestigen/", invoices.confirm, name="confirm"),
    path("<uuid:invoice_pk>/betaald/", booking.paid, name="paid"),
]
