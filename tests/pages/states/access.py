"""Signing in, the second step, choosing a persona, and beheer."""

from collections.abc import Iterator
from datetime import date

from django.test import Client

from pages.states.state import State
from pages.states.world import World
from wegwijs.access.commands import reject
from wegwijs.access.models import AccessKey
from wegwijs.access.views.beheer import SLUGS
from wegwijs.organisations.models import Dienstverleningsovereenkomst, Employee, Mandaatbesluit

BEHEER = ("", "gemeente/0505/", "gemeente/0505/mandaat/", "gemeente/0505/overdracht/", "beleid/", "medewerkers/",
          "gemeente/0505/bezwaar/", "bezwaar/", "medewerkers/?uit-dienst=ja", "medewerkers/nieuw/")  # fmt: skip


def states(world: World) -> Iterator[State]:
    """Personas and beheer."""
    yield State("personas", "/toegang/personas/?next=/zoeken/", None)
    yield State("nobody yet", "/toegang/personas/", None, before=_nobody)
    yield from _settings(world)
    yield from _employees(world)
    yield from _proposals(world)
    yield from _agreements(world)
    yield from _keys(world)


def _nobody() -> None:
    from wegwijs.access.models import User

    User.objects.update(is_active=False)


def _settings(w: World) -> Iterator[State]:
    by = w.administrator
    for page in BEHEER:
        yield State("as it is", f"/beheer/{page}", by)
    for slug in SLUGS.values():
        yield State(f"to change: {slug}", f"/beheer/beleid/{slug}/", by)
    mandate = Mandaatbesluit.objects.filter(gemeente_id="0505").latest("pk").pk
    yield State("to end", f"/beheer/mandaat/{mandate}/einde/", by)
    yield State("consent", f"/beheer/mandaat/{mandate}/instemming/", by)


def _proposals(w: World) -> Iterator[State]:
    one = f"/beheer/bevestigen/{w.proposal.pk}/"
    yield State("waiting", "/beheer/bevestigen/", w.administrator)
    yield State("one's own", "/beheer/bevestigen/", w.second)
    yield State(
        "nothing waits",
        "/beheer/bevestigen/",
        w.administrator,
        before=lambda: reject(w.proposal, by=w.administrator),
    )
    yield State("confirmed", one, w.administrator, post={}, follow=True)
    yield State("one's own refused", one, w.second, post={}, follow=True)
    yield State("rejected", f"{one}afwijzen/", w.administrator, post={}, follow=True)


def _agreements(w: World) -> Iterator[State]:
    dvo = Dienstverleningsovereenkomst.objects.filter(gemeente_id="0505").latest("pk").pk
    yield State("to propose", "/beheer/dvo/nieuw/", w.administrator)
    yield State("to end", f"/beheer/dvo/{dvo}/einde/", w.administrator)


def _keys(w: World) -> Iterator[State]:
    by, base = w.administrator, "/beheer/sleutels/"
    provider = w.region.organisations["Sagènn"]
    sent = {"organisation": str(provider.pk), "name": "Leerlingsysteem 2028", "valid_to": "31-05-2027"}
    key = AccessKey.objects.latest("made_at").pk
    yield State("some", base, by)
    yield State("none", base, by, before=lambda: AccessKey.objects.all().delete())
    yield State("to fill in", f"{base}nieuw/", by)
    yield State("shown once", f"{base}nieuw/", by, post=sent)
    yield State("too long", f"{base}nieuw/", by, post={**sent, "valid_to": "31-05-2029"})
    yield State("revoked", f"{base}{key}/intrekken/", by, post={}, follow=True)


def _employees(w: World) -> Iterator[State]:
    by, someone = w.administrator, w.region.regisseur.employee
    assert someone
    assert by.employee
    base = f"/beheer/medewerkers/{someone.pk}/"
    role = someone.roles.latest("pk").pk
    yield State("with a role", base, by)
    shut = {"login": someone.user.username, "password": "mis"}
    yield State(
        "after wrong passwords", base, by,
        before=lambda: [Client().post("/aanmelden/login/", shut) for _ in range(5)],
    )  # fmt: skip
    yield State("let in again", f"{base}toelaten/", by, post={}, follow=True)
    yield State("oneself", f"/beheer/medewerkers/{by.employee.pk}/", by)
    for page in ("rol/", f"rol/{role}/einde/", "uit-dienst/"):
        yield State("to fill in", base + page, by)
    yield State(
        "leaves with dossiers", base, by,
        before=lambda: Employee.objects.filter(pk=someone.pk).update(valid_to=date(2026, 11, 30)),
    )  # fmt: skip
    yield State("of one organisation", "/beheer/medewerkers/?organisatie=VluchtelingenWerk", by)
