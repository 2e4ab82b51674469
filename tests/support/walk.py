"""A way to find for whom every address opens, and with which keys."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve

from support.pages import PageForm, forms_of

# Other keys than UUIDs, by the name of the part of the address.
from support.world import World
from wegwijs.access.actor import Actor
from wegwijs.access.views.beheer import KEYS
from wegwijs.documents.models import Letter
from wegwijs.dossiers.forms.facts import FACTS
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import (
    Gebeurtenis,
)
from wegwijs.groups.models import Programme
from wegwijs.stages.intake.blocks import BLOCKS
from wegwijs.stages.participatie.queries import Module

PARTS: Mapping[str, tuple[str, ...]] = {
    "code": ("0505", "404"),
    "number": ("1", "2"),
    "versie": ("1",),
    "kind": tuple(FACTS),
    "section": ("pip",),
    "maand": ("2026-10-01",),
    "module": tuple(Module),
    "programme": tuple(Programme),
}
# The words that a ``key`` can be, by the beginning of the address.
WORDS: Mapping[str, tuple[str, ...]] = {
    "beheer/": tuple(KEYS),
    "intake/": tuple(onderdeel.value for onderdeel in BLOCKS),
}
# A calendar program knows its own address by a secret and gets no page; so does who was invited to a group.
NOT_OURS = (
    ".well-known/",
    "aanmelden/",
    "ui/",
    "toegang/",
    "duo/v1/",
    "aanbieders/v1/",
    "agenda/adres/",
    "antwoord/",
)


@dataclass(frozen=True)
class Place:
    """An address that opens for someone, who signed in once; whatever a test undoes, that session stays."""

    pattern: str
    address: str
    actor: Actor
    session: str

    def browser(self) -> Client:
        """A new browser in which that someone is signed in."""
        made = Client()
        made.cookies[settings.SESSION_COOKIE_NAME] = self.session
        return made


def addresses(resolver: Any = None, before: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every pattern of ours with its converters."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, here)
        elif not here.startswith(NOT_OURS):
            yield here, pattern.pattern.converters


@cache
def patterns() -> tuple[str, ...]:
    """Every pattern of ours, once."""
    return tuple(sorted({pattern for pattern, _ in addresses()}))


def places(world: World, *, most: int = 2) -> list[Place]:
    """For every pattern, and for each word that can stand in it, at most ``most`` addresses, for who comes in first."""
    browsers = {job: browser_of(actor) for job, actor in world.actors.items()}
    keys = _keys(world)
    found = []
    for pattern in patterns():
        let_in: Mapping[str, Client] | None = None
        for candidates in _candidates(pattern, keys):
            left = most
            for address in candidates:
                if let_in is None:
                    let_in = _let_in(world, browsers, address)
                job = _who_comes_in(let_in, address)
                if job:
                    session = browsers[job].cookies[settings.SESSION_COOKIE_NAME].value
                    found.append(Place(pattern, address, world.actors[job], session))
                    left -= 1
                if not left:
                    break
    return found


def _let_in(world: World, browsers: Mapping[str, Client], address: str) -> Mapping[str, Client]:
    """Those whom the door doesn't send away whatever the address says: asking for the others would take most of the time."""
    return {job: browser for job, browser in browsers.items() if not sent_away(world.actors[job], address)}


def sent_away(actor: Actor, address: str) -> bool:
    """Whether the door of a page sends this actor away before the page itself is asked anything, whatever row it is about."""
    needed = getattr(resolve(address.split("?")[0]).func, "permissions", ())
    return bool(needed) and not any(actor.may(one) for one in needed)


def _who_comes_in(browsers: Mapping[str, Client], address: str) -> str:
    """Who gets the page; else who is led elsewhere or finds the address of a button (405)."""
    second = ""
    for job, browser in browsers.items():
        status = browser.get(address).status_code
        if status == 200:
            return job
        if status in (302, 405):
            second = second or job
    return second


def browser_of(actor: Actor) -> Client:
    """The browser of someone who signed in."""
    browser = Client()
    browser.force_login(actor.user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def _keys(world: World) -> Mapping[str, list[str]]:
    """Keys of rows by the name of their table, and of the dossiers of this world in their order."""
    found = {
        model.__name__: [str(pk) for pk in model._default_manager.values_list("pk", flat=True)[:8]]
        for model in apps.get_models()
        if model.__module__.startswith("wegwijs.")
    }
    found["Dossier"] = [str(d.pk) for d in world.dossiers.values()]
    typed_over = Gebeurtenis.objects.filter(
        kind=Kind.BRP_INSCHRIJVING, dossier=next(iter(world.dossiers.values()))
    )
    found["Gebeurtenis"] = [str(pk) for pk in typed_over.values_list("pk", flat=True)]
    found["Person"] = [str(d.person_id) for d in world.dossiers.values()]
    statements = Letter.objects.filter(kind__startswith="geld_")
    found["Overzicht"] = [str(pk) for pk in statements.values_list("pk", flat=True)]
    return found


# Of which table the keys in an address are, by the beginning of the address; elsewhere ``pk`` is a dossier's.
TABLES: Mapping[str, str] = {
    "team/herverdeling/": "Herverdeling",
    "personen/": "Person",
    "dossiers/post/": "IngekomenStuk",
    "bestanden/": "ImportFile",
    "duo/berichten/in/": "InboundMessage",
    "duo/berichten/uit/": "OutboundMessage",
    "duo/portaal/": "OutboundMessage",
    "beheer/bevestigen/": "Proposal",
    "toezicht/noodtoegang/": "EmergencyAccess",
    "toezicht/signalen/": "Sign",
    "documenten/teksten/": "Brieftekst",
    "documenten/partij/": "LetterBatch",
    "regeldagen/": "Regeldag",
    "groepen/dossier/": "Dossier",
    "groepen/": "Group",
}
NAMED: Mapping[str, str] = {
    "other": "Person",
    "task_pk": "Taak",
    "letter_pk": "Letter",
    "row_pk": "WachtOpDerde",
    "employee_pk": "Employee",
    "role_pk": "RoleAssignment",
    "mandate_pk": "Mandaatbesluit",
    "dvo_pk": "Dienstverleningsovereenkomst",
    "afspraak_pk": "Afspraak",
    "stap_pk": "Regelstap",
    "sjabloonstap_pk": "Sjabloonstap",
    "merge_pk": "Samenvoeging",
    "signal_pk": "Veiligheidssignaal",
    "uren_pk": "Uren",
    "referral_pk": "Verwijzing",
    "session_pk": "Session",
    "enrolment_pk": "Enrolment",
    "room_pk": "Room",
    "interpreter_pk": "Interpreter",
    "place_pk": "Werkplek",
    "plaatsing_pk": "Plaatsing",
    "text_pk": "Verklaringstekst",
    "aanlevering_pk": "Aanlevering",
    "event": "Gebeurtenis",
    "partner": "Betrokkenheid",
    "tender_pk": "Tender",
    "lot_pk": "Lot",
    "file_pk": "TenderFile",
    "contract_pk": "Contract",
    "option_pk": "ExtraYear",
    "share_pk": "Share",
    "supplier_pk": "Organisation",
    "mark_pk": "Keurmerk",
    "invoice_pk": "Invoice",
    "payee_pk": "Payee",
    "change_pk": "PayeeChange",
    "betaalrun_pk": "PaymentRun",
    "order_pk": "PaymentOrder",
    "statement_pk": "Statement",
    "bestand_pk": "Afschriftbestand",
    "regel_pk": "StatementLine",
    "bankrekening_pk": "BankAccount",
    "run_pk": "BookingRun",
    "line_pk": "FundingLine",
    "cost_pk": "OtherCost",
    "aanbod_pk": "Inburgeringsaanbod",
    "cursus_pk": "Cursus",
    "key_pk": "AccessKey",
    "vraag_pk": "Gegevensvraag",
    "signaal_pk": "Lessignaal",
    "besluit_pk": "Urenbesluit",
    "overzicht_pk": "Overzicht",
    "geldsignaal_pk": "Geldsignaal",
    "overdrachtsstap_pk": "Overdrachtsstap",
    "kosten_pk": "Kostenpost",
    "inkomen_pk": "Inkomstenpost",
    "machtiging_pk": "Machtiging",
    "voorschot_pk": "Voorschot",
}


# Of which table a ``row_pk`` is where it is another.
ROWS: Mapping[str, str] = {"rol/": "RoleAssignment", "stuk/": "IntakeStuk"}


def _candidates(pattern: str, keys: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Addresses of a pattern, the likeliest first; apart for each word (a key that is no row's) that can stand in it."""
    start, *pieces = pattern.split("<")
    choices = [_choices(pattern, piece, keys) for piece in pieces]
    words = [
        values if piece.startswith("slug:") else ("",) for piece, values in zip(pieces, choices, strict=True)
    ]
    for chosen in product(*words):
        rest = [(word,) if word else values for word, values in zip(chosen, choices, strict=True)]
        yield [f"/{start}{_filled(pieces, values)}" for values in product(*rest)]


def _choices(pattern: str, piece: str, keys: Mapping[str, list[str]]) -> Sequence[str]:
    """What can stand at a part of a pattern, which begins with this piece."""
    name = piece.split(":", 1)[1].split(">", 1)[0]
    if name == "key":
        return next(words for start, words in WORDS.items() if pattern.startswith(start))
    table = next((t for start, t in TABLES.items() if pattern.startswith(start)), "Dossier")
    table = NAMED.get(name, table)
    if name == "row_pk":
        table = next((t for part, t in ROWS.items() if part in pattern), table)
    return PARTS.get(name) or keys[table]


def _filled(pieces: Sequence[str], values: Sequence[str]) -> str:
    return "".join(value + piece.split(">", 1)[1] for value, piece in zip(values, pieces, strict=True))


def forms_in(opened: list[Place]) -> Iterator[tuple[Place, PageForm]]:
    """Every form of the product with the place it stands in."""
    for place in opened:
        answer = place.browser().get(place.address)
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            for form in forms_of(answer.content.decode(), place.address):
                yield place, form
