"""The PIP, from the draft to DUO's answer."""

from collections.abc import Iterator

from pages.states.state import State
from pages.states.world import World
from support.region import TODAY
from wegwijs import clock
from wegwijs.documents.models import Retour
from wegwijs.dossiers.commands import letter_came_back, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.messages.models import OutboundMessage
from wegwijs.people.models import Person
from wegwijs.stages.pip.commands import (
    Ground,
    decide_withdrawal,
    propose_withdrawal,
    return_pip,
    revise_pip,
)
from wegwijs.stages.pip.models import Intrekking, Pip

FILLED = {
    "leerroute": "B", "niveau": "B1", "intensiteit_uren": "900", "pvt_uren": "12", "map_uren": "40",
    "jong_kind": "nee", "voortgangsgesprekken": "6", "alfabetisering": "NVT", "motivering": "U wilt snel werken.",
    "ondersteuning": ["taalmaatje"], "doelen": ["taal_oefenen"], "eigen_doelen": "Ik haal mijn rijbewijs.",
}  # fmt: skip


def states(world: World) -> Iterator[State]:
    """Every page of the PIP."""
    yield from _lists(world)
    yield from _overviews(world)
    yield from _draft(world)
    yield from _decision(world)
    yield from _withdrawal(world)
    yield from _letters(world)


def _lists(w: World) -> Iterator[State]:
    yield State("to do", "/pip/", w.region.regisseur)
    for stand in ("begin", "concept", "voorgelegd", "versturen", "geweigerd"):
        yield State(stand, f"/pip/?stand={stand}", w.region.decider)
    yield State("empty", "/pip/", w.region.outsider)


def _overviews(w: World) -> Iterator[State]:
    by, d = w.region.regisseur, w.dossiers
    named = {
        "none": d.done, "draft": d.drafted, "put forward": d.offered, "established": d.established, "sent": d.sent,
        "too early": d.fresh, "gezinsmigrant": d.family,
    }  # fmt: skip
    for name, dossier in named.items():
        yield State(name, f"/pip/{dossier.pk}/", by)
    yield State("to decide", f"/pip/{d.offered.pk}/", w.region.decider)
    yield State("refused by DUO", f"/pip/{d.sent.pk}/", by, before=lambda: _refused(w))
    yield State("a new version", f"/pip/{d.sent.pk}/", by, before=lambda: revise_pip(d.sent, by=by, on=TODAY))
    yield State("given back", f"/pip/{d.offered.pk}/", by, before=lambda: _given_back(w))
    yield State("told again", f"/pip/{d.sent.pk}/duo/", by, post={}, follow=True, before=lambda: _refused(w))


def _refused(w: World) -> None:
    payload = {
        "versie": 1,
        "stand": "geweigerd",
        "antwoord": "Dagtekening ligt voor de vestiging in de gemeente",
    }
    OutboundMessage.objects.filter(dossier_id=w.dossiers.sent.pk).update(settled_at=clock.now())
    record_event(w.dossiers.sent, Kind.PIP_BIJ_DUO, by=w.region.duo, on=TODAY, payload=payload)


def _given_back(w: World) -> None:
    pip = Pip.objects.select_related("dossier").get(dossier=w.dossiers.offered)
    return_pip(pip, by=w.region.decider, on=TODAY, reason="De motivering kan korter.")


def _draft(w: World) -> Iterator[State]:
    by, d = w.region.regisseur, w.dossiers
    edit = f"/pip/{d.drafted.pk}/wijzigen/"
    yield State("full", edit, by)
    yield State("just begun", f"/pip/{d.done.pk}/opstellen/", by, post={}, follow=True)
    yield State("begun for a gezinsmigrant", f"/pip/{d.family.pk}/opstellen/", by, post={}, follow=True)
    contact = str(w.region.regisseur.employee.pk if w.region.regisseur.employee else "")
    typed = {**FILLED, "contact": contact, "version": "1"}
    yield State("two versions", edit, by, post=typed, status=409)
    yield State(
        "not complete",
        edit,
        by,
        post={**typed, "version": "2", "leerroute": "", "voorleggen": "ja"},
        follow=True,
    )
    yield State("a wrong number", edit, by, post={**typed, "version": "2", "pvt_uren": "veel"})
    yield State("to drop", f"/pip/{d.drafted.pk}/vervallen/", by)


def _decision(w: World) -> Iterator[State]:
    d, decider = w.dossiers, w.region.decider
    yield State("to decide", f"/pip/{d.offered.pk}/vaststellen/", decider)
    yield State("to give back", f"/pip/{d.offered.pk}/teruggeven/", decider)
    yield State("to drop", f"/pip/{d.established.pk}/vervallen/", decider)
    yield State("to send", f"/pip/{d.established.pk}/versturen/", decider)
    yield State(
        "nobody to decide on this day",
        f"/pip/{d.offered.pk}/vaststellen/",
        decider,
        post={"on": "01-01-2031", "read": "on"},
    )


def _proposed(w: World) -> Intrekking:
    pip = Pip.objects.select_related("dossier").get(dossier=w.dossiers.sent)
    ground = Ground(Intrekking.Soort.INTREKKING, "De inburgeraar verhuisde naar een andere route.")
    return propose_withdrawal(pip, ground, by=w.region.regisseur, on=TODAY)


def _withdrawn(w: World) -> None:
    decide_withdrawal(_proposed(w), by=w.region.decider, on=TODAY)


def _withdrawal(w: World) -> Iterator[State]:
    base, by, decider = f"/pip/{w.dossiers.sent.pk}/", w.region.regisseur, w.region.decider
    yield State("to propose", f"{base}intrekken/", by)
    yield State("proposed", base, decider, before=lambda: _proposed(w))
    yield State("to decide", f"{base}intrekken/besluit/", decider, before=lambda: _proposed(w))
    yield State("to keep in force", f"{base}intrekken/vervallen/", by, before=lambda: _proposed(w))
    yield State("decided", base, by, before=lambda: _withdrawn(w))
    yield State("to send", f"{base}intrekken/versturen/", decider, before=lambda: _withdrawn(w))


def _letters(w: World) -> Iterator[State]:
    d, decider = w.dossiers, w.region.decider
    again = f"/pip/{d.sent.pk}/versie/1/brief/opnieuw/"
    yield State("to send again", again, decider, before=lambda: _came_back(w))
    yield State("a letter came back", f"/pip/{d.sent.pk}/", w.region.regisseur, before=lambda: _came_back(w))
    send = f"/pip/{d.established.pk}/versturen/"
    yield State("a secret address", send, decider, before=lambda: _protected(d.established))
    yield State(
        "the address is right",
        f"/dossiers/{d.established.pk}/adres/",
        decider,
        post={"back": send},
        follow=True,
    )


def _came_back(w: World) -> None:
    letter = Pip.objects.select_related("letter").get(dossier=w.dossiers.sent).letter
    assert letter
    letter_came_back(
        w.dossiers.sent, letter, by=w.region.administrator, on=TODAY, reason=Retour.Reason.VERHUISD
    )


def _protected(dossier: Dossier) -> None:
    Person.objects.filter(pk=dossier.person_id).update(protected=True)
