"""Addresses of figures."""

from django.urls import path

from wegwijs.reporting.views import budget, costs, grant

app_name = "reporting"
urlpatterns = [
    path("", budget.page, name="budget"),
    path("kosten/", costs.page, name="costs"),
    path("uitkering/<slug:code>/", grant.page, name="grant"),
]
