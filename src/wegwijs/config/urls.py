"""Every address of Wegwijs: one line a room. A room that has no urls.py yet is passed over."""

from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from wegwijs.access.views.signing import closed
from wegwijs.ui.disclosure import security_txt

ROOMS = [
    ("", "wegwijs.desk.urls"),
    ("toegang/", "wegwijs.access.urls"),
    ("beheer/", "wegwijs.access.urls.beheer"),
    ("personen/", "wegwijs.dossiers.person_pages.urls"),
    ("dossiers/", "wegwijs.dossiers.urls"),
    ("veiligheid/", "wegwijs.safety.urls"),
    ("uren/", "wegwijs.hours.urls"),
    ("ruimten/", "wegwijs.agenda.urls"),
    ("inkoop/", "wegwijs.contracts.urls"),
    ("contracten/", "wegwijs.contracts.urls_contracts"),
    ("facturen/", "wegwijs.contracts.urls_invoices"),
    ("facturen/aanleveren/", "wegwijs.exchange.invoices.urls"),
    ("budget/", "wegwijs.reporting.urls"),
    ("betalingen/afschriften/aanleveren/", "wegwijs.exchange.bank.urls"),
    ("betalingen/", "wegwijs.stages.ontzorgen.urls_payments"),
    ("groepen/", "wegwijs.groups.urls"),
    ("antwoord/", "wegwijs.groups.urls_reply"),
    ("welkom/", "wegwijs.stages.welkom.urls"),
    ("overdracht/", "wegwijs.stages.overdracht.urls"),
    ("verwijzingen/", "wegwijs.stages.begeleiding.urls"),
    ("begeleiding/", "wegwijs.stages.begeleiding.urls_guidance"),
    ("begeleidingsaanbod/", "wegwijs.stages.begeleiding.urls_offer"),
    ("regeldagen/", "wegwijs.stages.overdracht.urls_regeldag"),
    ("intake/", "wegwijs.stages.intake.urls"),
    ("pip/", "wegwijs.stages.pip.urls"),
    ("participatie/", "wegwijs.stages.participatie.urls"),
    ("werkplekken/", "wegwijs.stages.participatie.urls_places"),
    ("leerroutes/", "wegwijs.stages.leerroutes.urls"),
    ("voltooien/", "wegwijs.stages.leerroutes.urls_voltooien"),
    ("ontzorgen/", "wegwijs.stages.ontzorgen.urls"),
    ("documenten/", "wegwijs.documents.urls"),
    ("berichten/", "wegwijs.messages.urls"),
    ("bestanden/", "wegwijs.imports.urls"),
    ("overname/", "wegwijs.takeover.urls"),
    ("meldingen/", "wegwijs.alerts.urls"),
    ("toezicht/", "wegwijs.oversight.urls"),
    ("duo/", "wegwijs.exchange.duo.urls"),
    ("aanbieders/", "wegwijs.exchange.aanbieders.urls"),
]

handler404 = "wegwijs.ui.views.not_found"
handler500 = "wegwijs.ui.views.server_error"

# What the sign-in library offers and we don't: accounts and addresses are kept by functional management.
CLOSED = [
    "signup/", "email/", "confirm-email/", "confirm-email/<str:key>/",
    "3rdparty/", "3rdparty/signup/", "social/signup/", "social/connections/",
]  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [
    path(".well-known/security.txt", security_txt, name="security_txt"),
    *(path(f"aanmelden/{address}", closed) for address in CLOSED),
    path("aanmelden/", include("allauth.urls")),
    *(path(prefix, include(module)) for prefix, module in ROOMS if find_spec(module)),
]
if getattr(settings, "STYLE_PAGE", False):
    urlpatterns.append(path("ui/", include("wegwijs.ui.urls")))
if apps.is_installed("wegwijs.demo"):
    urlpatterns.append(path("proef/", include("wegwijs.demo.urls")))
