"""Mijn werk: every open dossier of the actor, in order of its next date."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.region import TODAY, Region, make_dossier, make_person
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.audit.models import AuditRecord
from wegwijs.desk.models import SavedView
from wegwijs.desk.worklist import counts
from wegwijs.desk.worklist.filters import Filters
from wegwijs.desk.worklist.norms import Norms
from wegwijs.desk.worklist.statement import narrowed
from wegwijs.dossiers.commands import add_task, involve, record_contact, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Contactmoment, Dossier, Fase, NextStep
from wegwijs.dossiers.queries import visible
from wegwijs.organisations.policy import policies_of

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
# Session, account, served gemeenten and roles are read once a request; then policy, tiles with views, rows, navigation.
STATEMENTS = 8


def text_of(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_shows_my_dossiers_with_their_next_date(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    assert dossier.person.list_name in text_of(signed_in(region.teamlead), "/")


def test_where_nothing_is_due_the_task_that_stands_longest_is_named(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    assert dossier.next_termijn is None
    for title in ("Bel het UWV terug", "Vraag de gemeente om een kopie"):
        add_task(dossier, title)
    text = text_of(signed_in(region.teamlead), "/")
    assert "Bel het UWV terug" in text
    assert "Vraag de gemeente" not in text


def has_until(dossier: Dossier, region: Region, first_day_after: date) -> None:
    """DUO set the inburgeringstermijn, three years long; the dossier is at the learning route."""
    begun = first_day_after.replace(year=first_day_after.year - 3)
    payload = {"start": begun.isoformat(), "eind_exclusief": first_day_after.isoformat(), "grond": ""}
    record_event(dossier, Kind.DUO_TERMIJN, by=region.duo, on=begun, payload=payload, origin=Origin.DUO)
    Dossier.objects.filter(pk=dossier.pk).update(fase=Fase.LEERROUTE)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (date(2026, 12, 12), "de inburgeringstermijn is tot en met 11-12-2026, nog 18 dagen"),
        (date(2028, 1, 1), "de inburgeringstermijn is tot en met 31-12-2027<"),
        (date(2026, 11, 2), "de inburgeringstermijn was tot en met 01-11-2026<"),
    ],
)
def test_where_the_gemeente_has_nothing_to_do_the_term_of_the_inburgeraar_is_named_and_counts_for_nothing(
    region: Region, dossier: Dossier, signed_in: SignedIn, after: date, said: str
) -> None:
    has_until(dossier, region, after)
    browser = signed_in(region.teamlead)
    page = text_of(browser, "/")
    assert "Geen termijn voor de gemeente open" in page
    assert f"termijn van de inburgeraar zelf: {said}" in page
    assert "ww-dated--late" not in page
    for tile in ("laat", "week", "maand"):
        assert dossier.person.list_name not in text_of(browser, f"/?wanneer={tile}")
    assert "Einde inburgeringstermijn" in text_of(browser, f"/dossier/{dossier.pk}/waarom/")


def test_a_partner_is_not_told_of_the_term(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    partner = region.organisations["VluchtelingenWerk"]
    involve(dossier, partner, by=region.regisseur, on=TODAY, purpose="begeleiding", basis="Wi 13")
    has_until(dossier, region, date(2026, 12, 12))
    browser = signed_in(region.counsellor)
    assert "termijn van de inburgeraar" not in text_of(browser, "/")
    assert browser.get(f"/dossier/{dossier.pk}/waarom/").status_code == 404


def test_a_partner_is_not_told_of_the_tasks_of_others(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    partner = region.organisations["VluchtelingenWerk"]
    involve(dossier, partner, by=region.regisseur, on=TODAY, purpose="begeleiding", basis="Wi 13")
    add_task(dossier, "Bel het UWV terug")
    text = text_of(signed_in(region.counsellor), "/")
    assert dossier.person.list_name in text
    assert "Bel het UWV" not in text


def test_the_number_of_statements_does_not_grow_with_the_list(
    region: Region, signed_in: SignedIn, statements: Statements
) -> None:
    browser = signed_in(region.teamlead)
    for _ in range(3):
        make_dossier(region)
    assert statements(browser, "/") == STATEMENTS
    for _ in range(7):
        make_dossier(region)
    assert statements(browser, "/") == STATEMENTS


def test_a_colleague_of_another_gemeente_sees_nothing(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    text = text_of(signed_in(region.outsider), "/?van=allen")
    assert dossier.person.list_name not in text
    assert "Geen open dossiers" in text


@pytest.mark.parametrize(
    "who", ["regisseur", "outsider", "teamlead", "counsellor", "administrator", "decider"]
)
def test_the_statement_gives_what_the_rule_says(region: Region, dossier: Dossier, who: str) -> None:
    actor: Actor = getattr(region, who)
    norms = Norms.of(policies_of(actor.gemeenten(), on=TODAY), today=TODAY)
    rows = narrowed(actor, Filters(), norms)
    found = Dossier.objects.raw(f"SELECT d.* FROM dossiers_dossier d WHERE {rows.where}", rows.params)  # noqa: S608
    assert {d.pk for d in found} == set(visible(actor).exclude(state="gesloten").values_list("pk", flat=True))


@pytest.mark.parametrize(
    "query",
    [
        "?na=zomaar",
        "?wanneer=ooit&fase=x&groep=y",
        "?na=2026-01-01_x",
        "?van=99999",
        "?route=%27",
    ],
)
def test_nonsense_in_the_address_is_no_error(
    region: Region, dossier: Dossier, signed_in: SignedIn, query: str
) -> None:
    browser = signed_in(region.teamlead)
    assert browser.get(f"/{query}").status_code == 200
    assert browser.get(f"/uitvoer/{query}").status_code == 200


def test_pages_follow_each_other_without_a_gap_or_a_repeat(region: Region, signed_in: SignedIn) -> None:
    wanted = {str(make_dossier(region).pk) for _ in range(53)}
    browser = signed_in(region.teamlead)
    first = browser.get("/").context
    second = browser.get(f"/{first['more']}").context
    pages = [str(first["rows"]), str(second["rows"])]
    assert [sum(page.count(f'<a href="/dossier/{pk}/">') for pk in wanted) for page in pages] == [50, 3]
    assert second["more"] == ""


def narrowed_to(region: Region, signed_in: SignedIn, query: str) -> int:
    return text_of(signed_in(region.teamlead), f"/{query}").count("<tr class=")


def test_each_filter_narrows(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(
        regisseur=region.regisseur.employee, fase="leerroute", route="Z", next_on=TODAY - timedelta(days=1)
    )
    make_dossier(region)
    assert region.regisseur.employee
    key = region.regisseur.employee.pk
    for query, number in {
        "": 2, "?route=Z": 1, "?route=-": 1, "?fase=leerroute": 1, "?wanneer=laat": 1, f"?van={key}": 1, "?van=geen": 1,
        "?groep=asiel": 2, "?groep=gezin": 0, "?gemeente=0505": 2, "?gemeente=0590": 0,
    }.items():  # fmt: skip
        assert narrowed_to(region, signed_in, query) == number, query


def test_a_pip_that_will_be_late_is_found_with_the_step_that_is_the_cause(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(
        pip_on=TODAY + timedelta(days=27), next_step=NextStep.TOETS, next_on=TODAY + timedelta(days=27)
    )
    text = text_of(signed_in(region.teamlead), "/?wanneer=gevaar")
    assert "dreigt te laat: de leerbaarheidstoets moest 28 dagen ervoor klaar zijn" in text
    Dossier.objects.filter(pk=dossier.pk).update(pip_on=TODAY + timedelta(days=28))
    assert narrowed_to(region, signed_in, "?wanneer=gevaar") == 0


def test_a_silent_dossier_is_found_by_the_weeks_of_its_route(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(route="Z", contact_on=TODAY - timedelta(weeks=8))
    assert narrowed_to(region, signed_in, "?wanneer=stil") == 0
    Dossier.objects.filter(pk=dossier.pk).update(contact_on=TODAY - timedelta(weeks=8, days=1))
    text = text_of(signed_in(region.teamlead), "/?wanneer=stil")
    assert "stil sinds 27-09-2026, langer dan 8 weken" in text


def test_an_answered_call_ends_the_silence_and_an_unanswered_one_does_not(
    region: Region, dossier: Dossier
) -> None:
    for reached, day in ((False, TODAY), (True, TODAY - timedelta(days=3))):
        record_contact(
            dossier, by=region.regisseur, on=day, way=Contactmoment.Way.TELEFOON, outgoing=True, reached=reached, summary="x"
        )  # fmt: skip
    dossier.refresh_from_db()
    assert dossier.contact_on == TODAY - timedelta(days=3)


def test_what_a_dossier_lacks_is_said(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    text = text_of(signed_in(region.teamlead), "/?wanneer=onvolledig")
    assert "ontbreekt: BSN, kennisgeving van DUO, regisseur, contacttaal" in text


def test_counting_stops_where_a_page_can_say_no_more(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        make_dossier(region)
    monkeypatch.setattr(counts, "MOST_IN_BADGE", 2)
    waiting = counts.waiting(region.teamlead, today=TODAY)
    assert waiting["overdracht"] == 3
    assert counts.shown(waiting["overdracht"], 2) == "2+"


def test_why_opens_in_the_list_and_is_a_page_without_scripts(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(next_termijn=None)
    browser = signed_in(region.teamlead)
    assert browser.get(f"/dossier/{dossier.pk}/waarom/").status_code == 404
    assert signed_in(region.outsider).get(f"/dossier/{dossier.pk}/waarom/").status_code == 404


def test_the_export_holds_what_is_seen_and_is_recorded(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    other = make_dossier(region)
    answer = signed_in(region.teamlead).get("/uitvoer/?groep=asiel")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][1] == "Dossier"
    assert sorted(row[1] for row in rows[1:]) == [dossier.number, other.number]
    assert AuditRecord.objects.filter(action="uitvoeren", detail="lijst, 2 dossiers").exists()


def test_a_name_in_the_export_is_no_formula(region: Region, signed_in: SignedIn) -> None:
    person = make_person(region.regisseur, voornamen="@SUM(A1)", geslachtsnaam="=cmd|x")
    dossier = make_dossier(region)
    Dossier.objects.filter(pk=dossier.pk).update(person=person)
    answer = signed_in(region.teamlead).get("/uitvoer/")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert ";'=cmd|x;" in text
    assert ";'@SUM(A1);" in text


def test_only_who_may_take_the_list_gets_it(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    assert signed_in(region.counsellor).get("/uitvoer/").status_code == 404
    assert "Exporteer" not in text_of(signed_in(region.administrator), "/")


def test_a_view_is_kept_under_a_name_and_dropped_again(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    browser = signed_in(region.teamlead)
    assert (
        browser.post("/weergaven/?groep=asiel", {"name": "Asiel"}).headers["Location"]
        == "/?van=allen&groep=asiel"
    )
    assert "Asiel</a>" in text_of(browser, "/")
    page = text_of(browser, "/weergaven/?wanneer=laat&gemeente=0505")
    assert "Alle regisseurs, te laat, Dordrecht" in page
    assert "alle regisseurs, asiel" in page.lower()
    kept = SavedView.objects.get()
    assert signed_in(region.regisseur).post(f"/weergaven/{kept.pk}/weg/").status_code == 404
    browser.post(f"/weergaven/{kept.pk}/weg/")
    assert not SavedView.objects.exists()


def test_a_view_needs_a_name_and_there_are_twenty_at_most(region: Region, signed_in: SignedIn) -> None:
    browser = signed_in(region.teamlead)
    assert "Vul" in browser.post("/weergaven/", {"name": ""}).content.decode()
    for number in range(20):
        browser.post("/weergaven/", {"name": f"{number}"})
    assert "U hebt al 20 weergaven" in browser.post("/weergaven/", {"name": "te veel"}).content.decode()


def test_a_regisseur_begins_with_own_dossiers(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    assert Role.REGISSEUR in region.regisseur.roles
    assert narrowed_to_for(region.regisseur, signed_in, "") == 0
    assert narrowed_to_for(region.regisseur, signed_in, "?van=allen") == 1


def narrowed_to_for(actor: Actor, signed_in: SignedIn, query: str) -> int:
    return text_of(signed_in(actor), f"/{query}").count("<tr class=")
