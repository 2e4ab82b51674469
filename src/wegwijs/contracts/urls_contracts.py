"""Addresses of contracts, suppliers and money."""

from django.urls import path

from wegwijs.contracts.views import contracts, funding, money, suppliers

app_name = "contracts"
urlpatterns = [
    path("", contracts.listing, name="list"),
    path("nieuw/", contracts.new, name="new"),
    path("geld/", money.sums, name="money"),
    path("maanden/", money.months, name="months"),
    path("middelen/", funding.listing, name="funding"),
    path("middelen/nieuw/", funding.funding_new, name="funding_new"),
    path("middelen/<uuid:line_pk>/terug/", funding.funding_back, name="funding_back"),
    path("kosten/nieuw/", funding.cost_new, name="cost_new"),
    path("kosten/<uuid:cost_pk>/terug/", funding.cost_back, name="cost_back"),
    path("aanbieders/", suppliers.listing, name="suppliers"),
    path("aanbieders/<int:supplier_pk>/keurmerk/", suppliers.mark_new, name="mark_new"),
    path("keurmerken/<uuid:mark_pk>/einde/", suppliers.mark_end, name="mark_end"),
    path("<uuid:contract_pk>/", contracts.page, name="contract"),
    path("<uuid:contract_pk>/voorwaarden/", contracts.terms_new, name="terms_new"),
    path("<uuid:contract_pk>/voorwaarden/beoordelen/", contracts.terms_decide, name="terms_decide"),
    path("<uuid:contract_pk>/verlenging/", contracts.option_new, name="option_new"),
    path(
        "<uuid:contract_pk>/verlenging/<uuid:option_pk>/niet/",
        contracts.option_decline,
        name="option_decline",
    ),
    path("<uuid:contract_pk>/deelname/", contracts.share_new, name="share_new"),
    path("<uuid:contract_pk>/deelname/<uuid:share_pk>/", contracts.share_end, name="share_end"),
]
