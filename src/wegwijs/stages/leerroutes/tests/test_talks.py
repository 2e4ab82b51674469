"""Talks about progress: planned, held with what was agreed, and the tasks that follow."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.completion import on_route
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.choices import TalkPlace
from wegwijs.dossiers.commands import close_dossier
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, TermijnState
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.stages.leerroutes.commands.talks import Agreed, Who, hold_talk

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
HELD = {"on": "23-11-2026", "way": "kantoor"}


def test_a_talk_counts_and_what_was_agreed_becomes_tasks(region: Region) -> None:
    dossier = on_route(region, "B", talks=6)
    agreed = (
        Agreed("Belt de school over de toets", Who.GEMEENTE, date(2026, 12, 1)),
        Agreed("Oefent elke week met het taalmaatje", Who.INBURGERAAR, date(2027, 1, 15)),
    )
    event = hold_talk(dossier, by=region.regisseur, on=TODAY, way=TalkPlace.SCHOOL, agreed=agreed)
    assert event.summary == "gesprek 1 van 6, op school; 2 afspraken"
    tasks = dossier.taken.filter(source_key__startswith="gesprek:").order_by("due_on")
    assert [(task.title, task.due_on) for task in tasks] == [
        ("Belt de school over de toets", date(2026, 12, 1)),
        ("Nagaan of dit is gedaan: Oefent elke week met het taalmaatje", date(2027, 1, 15)),
    ]
    following = dossier.termijnen.get(soort="voortgangsgesprek", state=TermijnState.OPEN)
    assert following.label == "Voortgangsgesprek 2"


def test_it_is_refused_where_it_makes_no_sense(region: Region) -> None:
    dossier = on_route(region, "B")
    with pytest.raises(DomainError, match="van ervoor"):
        hold_talk(dossier, by=region.regisseur, on=date(2024, 3, 9), way=TalkPlace.KANTOOR)
    with pytest.raises(NotAllowed):
        hold_talk(dossier, by=region.decider, on=TODAY, way=TalkPlace.KANTOOR)
    with pytest.raises(DomainError, match="nog geen PIP"):
        hold_talk(make_dossier(region), by=region.regisseur, on=TODAY, way=TalkPlace.KANTOOR)
    close_dossier(dossier, by=region.regisseur, on=TODAY, reason="vertrokken")
    with pytest.raises(DomainError, match="gesloten"):
        hold_talk(dossier, by=region.regisseur, on=TODAY, way=TalkPlace.KANTOOR)


def test_the_page_shows_what_was_agreed_and_keeps_what_was_typed(region: Region, signed_in: SignedIn) -> None:
    dossier, browser = on_route(region, "B"), signed_in(region.regisseur)
    base = f"/voltooien/dossier/{dossier.pk}/gesprekken/"
    answer = browser.post(f"{base}vastleggen/", {**HELD, "what_1": "Belt de school", "by_2": "01-12-2026"})
    page = answer.content.decode()
    assert "Kies wie dit doet" in page
    assert "Schrijf op wat is afgesproken" in page
    assert "Belt de school" in page
    sent = {**HELD, "what_1": "Belt de school", "who_1": "gemeente", "by_1": "01-12-2026"}
    assert browser.post(f"{base}vastleggen/", sent).status_code == 302
    assert "Belt de school (de gemeente, uiterlijk 01-12-2026)" in browser.get(base).content.decode()


def test_one_is_planned_as_every_talk_is(region: Region, signed_in: SignedIn) -> None:
    dossier, browser = on_route(region, "B"), signed_in(region.regisseur)
    assert region.regisseur.employee
    sent = {
        "on": "01-12-2026", "at": "10:00", "minutes": "45", "way": "kantoor", "place": "",
        "employee": str(region.regisseur.employee.pk),
    }  # fmt: skip
    answer = browser.post(f"/voltooien/dossier/{dossier.pk}/gesprekken/plannen/", sent)
    assert answer.status_code == 302
    assert Afspraak.objects.get(dossier=dossier).soort == Afspraak.Soort.VOORTGANG
    page = browser.get(f"/voltooien/dossier/{dossier.pk}/gesprekken/").content.decode()
    assert "01-12-2026 om 10:00" in page
    assert "gesprek gepland op 01-12-2026" in browser.get("/voltooien/gesprekken/").content.decode()


def test_the_loose_form_leads_here_and_a_talk_can_still_be_put_right(
    region: Region, signed_in: SignedIn
) -> None:
    dossier, browser = on_route(region, "B"), signed_in(region.regisseur)
    assert browser.get(f"/dossiers/{dossier.pk}/gegevens/voortgang/").status_code == 404
    assert f"/voltooien/dossier/{dossier.pk}/gesprekken/vastleggen/" in browser.get(f"/dossiers/{dossier.pk}/gegevens/").content.decode()  # fmt: skip
    event = hold_talk(
        dossier, by=region.regisseur, on=TODAY, way=TalkPlace.KANTOOR, agreed=(Agreed("Belt", Who.SCHOOL),)
    )
    right = {"on": "20-11-2026", "wijze": "video", "reden_correctie": "andere dag"}
    assert browser.post(f"/dossiers/{dossier.pk}/tijdlijn/{event.pk}/verbeteren/", right).status_code == 302
    found = dossier.gebeurtenissen.get(kind=Kind.VOORTGANGSGESPREK, superseded_by=None)
    assert (found.on, found.payload["wijze"], len(found.payload["afspraken"])) == (
        date(2026, 11, 20),
        "video",
        1,
    )


def test_costs_few_statements_and_is_not_for_others(
    region: Region, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:
    address = f"/voltooien/dossier/{on_route(region, 'B').pk}/gesprekken/"
    assert statements(signed_in(region.regisseur), address) <= 12
    assert signed_in(region.counsellor).get(address).status_code == 404
