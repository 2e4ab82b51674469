"""The list of open intakes: what each asks next, in what order, for whom."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.intake import begun, call, fill_all
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import assign_regisseur, involve, record_event, set_gemeente_registration
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.intake import commands, listing
from wegwijs.stages.intake.models import BredeIntake, Oproep
from wegwijs.stages.intake.queries import must_have

OUT = Oproep.Uitkomst
SignedIn = Callable[[Actor], Client]
FIRST = date(2026, 10, 1)
WEEK = timedelta(days=7)
WHY = commands.Reden(Oproep.Verhindering.REIS, "gebeld")


def todo(region: Region) -> tuple[str, str]:
    """What the only line of the list asks."""
    lines, _ = listing.page(listing.to_take_in(region.teamlead), after="", today=TODAY)
    (line,) = lines
    return line.todo, line.note


def missed(intake: BredeIntake, region: Region, outcome: Oproep.Uitkomst, times: int = 1) -> None:
    """Oproepen a week apart, each with this outcome."""
    for number in range(times):
        sent = FIRST + number * WEEK
        oproep = call(must_have(intake.dossier), region, on=sent, at=sent + timedelta(days=5))
        commands.record_oproep_outcome(
            oproep, by=region.regisseur, on=sent + timedelta(days=5), outcome=outcome, why=WHY
        )


def test_who_came_to_live_here_is_to_begin(region: Region, dossier: Dossier) -> None:
    set_gemeente_registration(dossier, by=region.regisseur, on=FIRST, article_28=True)
    assert todo(region) == ("Intake beginnen", "")


def test_a_new_intake_asks_an_oproep(region: Region, dossier: Dossier) -> None:
    begun(dossier, region)
    assert todo(region) == ("Oproep sturen", "")


@pytest.mark.parametrize(
    ("at", "asked"),
    [
        (date(2026, 11, 27), ("Wachten op de afspraak", "op 27-11-2026")),
        (TODAY, ("Uitkomst van de oproep vastleggen", "de afspraak was op 23-11-2026")),
    ],
)
def test_an_oproep_is_waited_for_until_its_day(
    region: Region, dossier: Dossier, at: date, asked: tuple[str, str]
) -> None:
    call(begun(dossier, region), region, on=date(2026, 11, 16), at=at)
    assert todo(region) == asked


@pytest.mark.parametrize(
    ("outcome", "times", "asked"),
    [
        (OUT.NIET, 1, "Waarschuwen en oproepen"),
        (OUT.ONVOLDOENDE, 2, "Waarschuwen en oproepen"),
        (OUT.NIET, 3, "Afronden in afwezigheid"),
        (OUT.MET_REDEN, 1, "Nieuwe afspraak maken"),
        (OUT.VERSCHENEN, 1, "Gesprek voeren"),
    ],
)
def test_the_ladder_says_what_comes_next(
    region: Region, dossier: Dossier, outcome: Oproep.Uitkomst, times: int, asked: str
) -> None:
    missed(begun(dossier, region), region, outcome, times)
    assert todo(region)[0] == asked


def test_after_the_talks_come_the_blocks_the_toets_and_the_end(region: Region, dossier: Dossier) -> None:
    fill_all(begun(dossier, region), region, on=date(2026, 11, 9))
    assert todo(region) == ("Leerbaarheidstoets regelen", "nog geen uitslag")
    payload = {"resultaat": "Onbekend", "score": "0", "drempel": "0"}
    record_event(
        dossier, Kind.DUO_TOETS_RESULTAAT, by=region.duo, on=TODAY, payload=payload, origin=Origin.DUO
    )
    assert todo(region) == ("Intake voltooien", "")
    commands.complete_intake(must_have(dossier), by=region.regisseur, on=TODAY, fewer_why="genoeg")
    assert not listing.to_take_in(region.teamlead).exists()


def test_the_list_goes_on_at_a_key_and_an_odd_key_is_the_beginning(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    made = {begun(make_dossier(region), region).pk for _ in range(5)}
    seen, key = [], "onzin_1"
    for _ in range(3):
        lines, key = listing.page(listing.to_take_in(region.teamlead), after=key, today=TODAY)
        seen += [line.dossier.pk for line in lines]
    assert key == ""
    assert set(seen) == made
    assert len(seen) == 5


def test_a_regisseur_sees_the_own_intakes_first(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    begun(dossier, region)
    desk = signed_in(region.regisseur)
    assert "Niets binnen deze keuze" in desk.get("/intake/").content.decode()
    assert region.regisseur.employee
    assign_regisseur(dossier, region.regisseur.employee, by=region.teamlead, on=TODAY)
    assert "Oproep sturen" in desk.get("/intake/").content.decode()
    assert "Oproep sturen" in desk.get("/intake/?van=allen&na=onzin").content.decode()


def test_the_list_narrows_to_a_gemeente(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    begun(dossier, region)
    desk = signed_in(region.teamlead)
    assert "Oproep sturen" in desk.get("/intake/?gemeente=0505").content.decode()
    assert "Niets binnen deze keuze" in desk.get("/intake/?gemeente=0590").content.decode()


def test_each_goes_to_the_page_it_may_see(region: Region, dossier: Dossier, signed_in: SignedIn) -> None:
    begun(dossier, region)
    partner = signed_in(region.counsellor)
    assert "Geen open intakes" in partner.get("/intake/").content.decode()
    involve(
        dossier, region.counsellor.organisation, by=region.regisseur, on=TODAY, purpose="x", basis="Wi 13"
    )
    assert f"/intake/{dossier.pk}/inbreng/" in partner.get("/intake/").content.decode()
    office = signed_in(region.administrator).get("/intake/").content.decode()
    assert f"/dossier/{dossier.pk}/" in office
    assert f"/intake/{dossier.pk}/" not in office
    assert "Oproep sturen" not in signed_in(region.outsider).get("/intake/?van=allen").content.decode()
