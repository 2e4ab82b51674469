"""Who gets no offer chooses a school: registered, asked on request only, and no money or place of the gemeente."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.beheer import text
from support.completion import ASYLUM, FAMILY, on_route
from support.lessons import course, learner, learning, school
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.contracts.models import CallOff
from wegwijs.dossiers.commands import close_dossier
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Taak
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.messages.models import OutboundMessage
from wegwijs.stages.leerroutes.commands.eigen_school import (
    ask_data,
    close_question,
    end_school,
    register_school,
)
from wegwijs.stages.leerroutes.models import (
    EigenSchool,
    Gegevensvraag,
    Gevraagde,
    Schoolgegeven,
    Vraaguitkomst,
)

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
SINCE = date(2026, 9, 1)
DAY = timedelta(days=1)


@pytest.fixture
def family(region: Region) -> Dossier:
    return on_route(region, "B", pip=date(2026, 3, 10), group=FAMILY)


def registered(
    region: Region, dossier: Dossier, name: str = "Taalhuis Zuid", since: date = SINCE
) -> EigenSchool:
    return register_school(dossier, name, "Rotterdam", since=since, by=region.regisseur, on=TODAY)


def asked(region: Region, row: EigenSchool, who: Gevraagde = Gevraagde.SCHOOL) -> Gegevensvraag:
    return ask_data(
        row, who, [Schoolgegeven.AANWEZIGHEID], "Voortgangsgesprek", by=region.regisseur, on=TODAY
    )


def test_a_school_is_registered_without_offer_money_or_message(region: Region, family: Dossier) -> None:
    sent = OutboundMessage.objects.count()
    registered(region, family)
    assert Gebeurtenis.objects.filter(dossier=family, kind="eigen_school").count() == 1
    assert not CallOff.objects.exists()
    assert OutboundMessage.objects.count() == sent


def test_who_gets_an_offer_chooses_no_school_here(region: Region) -> None:
    with pytest.raises(DomainError, match="krijgt een aanbod"):
        registered(region, on_route(region, "B", group=ASYLUM))
    with pytest.raises(DomainError, match="doelgroep"):
        registered(region, make_dossier(region))


def test_only_who_places_people_registers(region: Region, family: Dossier) -> None:
    for actor in (region.outsider, region.counsellor, school(region)):
        with pytest.raises(NotAllowed):
            register_school(family, "Taalhuis", "", since=SINCE, by=actor, on=TODAY)


def test_another_school_ends_the_one_before(region: Region, family: Dossier) -> None:
    first = registered(region, family)
    asked(region, first)
    registered(region, family, "ROC", SINCE + 30 * DAY)
    first.refresh_from_db()
    assert first.until == SINCE + 29 * DAY
    assert Gegevensvraag.objects.get().ended == Vraaguitkomst.INGETROKKEN
    with pytest.raises(DomainError) as refusal:
        registered(region, family, "Nog een", SINCE)
    assert refusal.value.field == "since"


def test_a_school_ends_on_a_day_and_not_twice(region: Region, family: Dossier) -> None:
    row = registered(region, family)
    for wrong in (SINCE - DAY, TODAY + DAY):
        with pytest.raises(DomainError):
            end_school(row, by=region.regisseur, on=TODAY, last_day=wrong, expected_version=1)
    end_school(row, by=region.regisseur, on=TODAY, last_day=TODAY, expected_version=1)
    with pytest.raises(Conflict):
        end_school(row, by=region.colleague, on=TODAY, last_day=SINCE, expected_version=1)


def test_a_dossier_that_closes_ends_it(region: Region, family: Dossier) -> None:
    row = registered(region, family)
    asked(region, row)
    close_dossier(family, by=region.regisseur, on=TODAY, reason="verhuisd")
    row.refresh_from_db()
    assert row.until == TODAY
    assert not Gegevensvraag.objects.filter(ended="").exists()


def test_data_are_asked_for_a_reason_and_once_at_a_time(region: Region, family: Dossier) -> None:
    row = registered(region, family)
    with pytest.raises(DomainError) as refusal:
        ask_data(row, Gevraagde.SCHOOL, [Schoolgegeven.VOORTGANG], "  ", by=region.regisseur, on=TODAY)
    assert refusal.value.field == "because"
    assert refusal.value.artikel
    asked(region, row)
    with pytest.raises(DomainError):
        asked(region, row)
    asked(region, row, Gevraagde.INBURGERAAR)
    assert (
        Taak.objects.filter(dossier=family, done_on=None, source_key__startswith="gegevensvraag").count() == 2
    )


def test_an_answer_needs_words_and_ends_the_task(region: Region, family: Dossier) -> None:
    vraag = asked(region, registered(region, family))
    with pytest.raises(DomainError) as refusal:
        close_question(vraag, Vraaguitkomst.BEANTWOORD, " ", by=region.regisseur, on=TODAY)
    assert refusal.value.field == "answer"
    for _ in range(2):
        close_question(vraag, Vraaguitkomst.BEANTWOORD, "Komt elke week.", by=region.regisseur, on=TODAY)
    with pytest.raises(DomainError):
        close_question(vraag, Vraaguitkomst.GEEN_ANTWOORD, "", by=region.regisseur, on=TODAY)
    assert not Taak.objects.filter(
        dossier=family, done_on=None, source_key__startswith="gegevensvraag"
    ).exists()
    assert Gebeurtenis.objects.filter(dossier=family, kind="gegevens_antwoord").count() == 1


def test_the_timeline_repeats_no_answer_and_no_reason(region: Region, family: Dossier) -> None:
    vraag = asked(region, registered(region, family))
    close_question(vraag, Vraaguitkomst.BEANTWOORD, "Komt elke week.", by=region.regisseur, on=TODAY)
    lines = Gebeurtenis.objects.filter(dossier=family)
    assert not [
        row
        for row in lines
        if "elke week" in f"{row.summary}{row.payload}" or "Voortgangsgesprek" in row.summary
    ]


def test_the_pages_of_who_chose(region: Region, family: Dossier, signed_in: SignedIn) -> None:
    browser, here = signed_in(region.regisseur), f"/leerroutes/dossier/{family.pk}/"
    assert "Nog geen school bekend" in text(browser, here)
    assert "Taalhuis Zuid" in text(
        browser,
        f"{here}eigen-school/",
        {"name": "Taalhuis Zuid", "place": "Rotterdam", "since": "01-09-2026"},
    )
    page = text(browser, f"{here}gegevens/", {"who": "school", "about": ["voortgang"], "because": "Gesprek"})
    assert "wacht op antwoord" in page
    vraag = Gegevensvraag.objects.get()
    assert "Gaat goed." in text(
        browser, f"{here}gegevens/{vraag.pk}/", {"outcome": "beantwoord", "answer": "Gaat goed."}
    )
    assert browser.get(f"{here}gegevens/{vraag.pk}/").status_code == 404
    page = text(browser, f"{here}eigen-school/einde/", {"last_day": "20-11-2026", "version": "1"})
    assert "Eerdere scholen" in page
    assert browser.get(f"{here}gegevens/").status_code == 404


def test_others_find_no_page(region: Region, family: Dossier, signed_in: SignedIn) -> None:
    registered(region, family)
    here = f"/leerroutes/dossier/{family.pk}/"
    for actor in (region.counsellor, region.outsider, school(region)):
        assert signed_in(actor).get(f"{here}eigen-school/").status_code == 404


def test_who_is_without_a_school_is_a_list(region: Region, family: Dossier, signed_in: SignedIn) -> None:
    browser = signed_in(region.regisseur)
    learning(region, learner(region), course(region))
    without = text(browser, "/voltooien/?wanneer=zonder")
    assert str(family.pk) in without
    assert without.count("geen school bekend") == 1
    registered(region, family)
    assert str(family.pk) not in text(browser, "/voltooien/?wanneer=zonder")
    listing = text(browser, "/voltooien/")
    assert "school: Taalhuis Zuid" in listing
    assert "school: Sagènn" in listing
    assert "Taalhuis Zuid" in text(browser, f"/voltooien/dossier/{family.pk}/")


def test_the_pages_cost_the_same_whatever_they_show(
    region: Region, family: Dossier, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:
    browser, here = signed_in(region.regisseur), f"/leerroutes/dossier/{family.pk}/"
    row = registered(region, family)
    asked(region, row)
    assert statements(browser, here) <= 12
    before = statements(browser, "/voltooien/")
    asked(region, row, Gevraagde.INBURGERAAR)
    registered(region, on_route(region, "B", group=FAMILY))
    assert statements(browser, "/voltooien/") == before <= 8
    assert statements(browser, f"/voltooien/dossier/{family.pk}/") <= 12
