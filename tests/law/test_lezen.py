"""Facts from JSON, strictly: what can't be is refused at the field that is to be mended."""

from datetime import date
from typing import Any

import pytest

from wi2021.facts import Doelgroep, Facts, Leerroute
from wi2021.lezen import FactsError, day_of, dump, read_facts

WHOLE = {
    "doelgroep": "Asielstatushouder", "plicht_begin": "2026-01-01", "kennisgeving": "2026-01-05", "plicht_eind": None,
    "pips": [{"dagtekening": "2026-03-10", "leerroute": "B", "gemeente": "0505", "verzonden": "2026-03-11"}],
    "oproepen": [{"nummer": 1, "verzonden": "2026-02-01", "termijn_tot": "2026-02-14"}],
    "wacht_op_derde": [{"wat": "x", "gevraagd": "2026-02-01", "ontvangen": "2026-02-02"}],
    "schorsingen": [{"vanaf": "2027-01-01", "tot": "2027-02-01"}],
    "termijn": {"start": "2026-03-11", "eind_exclusief": "2029-03-11"},
}  # fmt: skip
PIP = {"dagtekening": "2026-03-10", "leerroute": "B", "gemeente": "0505"}
FINE = {"soort": "intake", "overtreding": "2026-04-01"}


def fine(**more: Any) -> dict[str, Any]:
    return {"boetes": [{**FINE, **more}]}


# facts that can't be, and the field that the line begins with; the second of two equal days is always allowed
ORDER: list[tuple[dict[str, Any], str]] = [
    ({"geboortedatum": "2026-02-01", "kennisgeving": "2026-01-31"}, "kennisgeving: 2026-01-31 ligt voor geboortedatum (2026-02-01); verbeter een van de twee"),
    ({"geboortedatum": "2026-02-01", "overleden": "2026-01-31"}, "overleden: 2026-01-31 ligt voor geboortedatum"),
    ({"plicht_begin": "2026-02-01", "plicht_eind": "2026-01-31"}, "plicht_eind: 2026-01-31 ligt voor plicht_begin"),
    ({"bijstand_vanaf": "2026-02-01", "bijstand_tot": "2026-01-31"}, "bijstand_tot: 2026-01-31 ligt voor bijstand_vanaf"),
    ({"bijstand_eerder": [{"vanaf": "2026-02-01", "tot": "2026-01-31"}]}, "bijstand_eerder[0].tot: 2026-01-31 ligt voor bijstand_eerder[0].vanaf"),
    ({"bijstand_vanaf": "2026-01-15", "bijstand_eerder": [{"vanaf": "2026-01-01", "tot": "2026-01-31"}]}, "bijstand_vanaf: 2026-01-15 ligt voor bijstand_eerder[0].tot"),
    ({"verlenging_gevraagd": "2026-02-01", "verlenging_beslist": "2026-01-31"}, "verlenging_beslist: 2026-01-31 ligt voor verlenging_gevraagd"),
    ({"termijn": {"start": "2026-02-02", "eind_exclusief": "2026-02-01"}}, "termijn.eind_exclusief: 2026-02-01 ligt voor termijn.start"),
    ({"plicht_begin": "2026-04-01", "pips": [PIP]}, "pips[0].dagtekening: 2026-03-10 ligt voor plicht_begin"),
    ({"pips": [{**PIP, "verzonden": "2026-03-09"}]}, "pips[0].verzonden: 2026-03-09 ligt voor pips[0].dagtekening"),
    ({"pips": [PIP, {**PIP, "vernietigd": "2026-03-09"}]}, "pips[1].vernietigd: 2026-03-09 ligt voor pips[1].dagtekening"),
    ({"wacht_op_derde": [{"wat": "x", "gevraagd": "2026-02-02", "ontvangen": "2026-02-01"}]}, "wacht_op_derde[0].ontvangen: 2026-02-01"),
    ({"oproepen": [{"nummer": 1, "verzonden": "2026-02-02", "termijn_tot": "2026-02-01"}]}, "oproepen[0].termijn_tot: 2026-02-01"),
    ({"schorsingen": [{"vanaf": "2026-02-02", "tot": "2026-02-01"}]}, "schorsingen[0].tot: 2026-02-01"),
    ({"aanbod": [{"datum": "2026-02-02", "gestart": "2026-02-01"}]}, "aanbod[0].gestart: 2026-02-01"),
    ({"bezwaar": {"ontvangen": "2026-02-01", "gepost": "2026-02-02"}}, "bezwaar.ontvangen: 2026-02-01 ligt voor bezwaar.gepost"),
    ({"bezwaar": {"ontvangen": "2026-02-02", "beslist": "2026-02-01"}}, "bezwaar.beslist: 2026-02-01"),
    ({"bezwaar": {"ontvangen": "2026-02-02", "ingebrekestelling": "2026-02-01"}}, "bezwaar.ingebrekestelling: 2026-02-01"),
    (fine(rapport="2026-03-31"), "boetes[0].rapport: 2026-03-31 ligt voor boetes[0].overtreding"),
    (fine(besluit="2026-03-31"), "boetes[0].besluit: 2026-03-31 ligt voor boetes[0].overtreding"),
    (fine(rapport="2026-05-01", besluit="2026-04-30"), "boetes[0].besluit: 2026-04-30 ligt voor boetes[0].rapport"),
    (fine(besluit="2026-05-01", bekendgemaakt="2026-04-30"), "boetes[0].bekendgemaakt: 2026-04-30"),
    (fine(besluit="2026-05-01", bekendgemaakt="2026-05-02", betaald="2026-05-01"), "boetes[0].betaald: 2026-05-01"),
    (fine(besluit="2026-05-01", bekendgemaakt="2026-05-02", aangemaand="2026-05-01"), "boetes[0].aangemaand: 2026-05-01"),
    (fine(besluit="2026-05-01", opgeschort={"vanaf": "2026-04-30"}), "boetes[0].opgeschort.vanaf: 2026-04-30"),
    (fine(besluit="2026-05-01", opgeschort={"vanaf": "2026-05-02", "tot": "2026-05-01"}), "boetes[0].opgeschort.tot: 2026-05-01"),
    (fine(bekendgemaakt="2026-05-01"), "boetes[0].besluit: dit veld is verplicht als de boete is bekendgemaakt"),
    (fine(besluit="2026-05-01", aangemaand="2026-06-30"), "boetes[0].bekendgemaakt: dit veld is verplicht als er is aangemaand"),
    ({"pips": [{**PIP, "dagtekening": "2021-12-31"}]}, "pips[0].dagtekening: 2021-12-31 ligt voor het begin van de wet (2022-01-01)"),
    ({"pips": [{**PIP, "gemeente": ""}]}, "pips[0].gemeente: dit veld is leeg; schrijf vier cijfers, zoals 0505"),
    ({"termijn": {"start": "2021-12-31", "eind_exclusief": "2026-02-01"}}, "termijn.start: 2021-12-31 ligt voor het begin van de wet"),
    ({"termijn": {"start": "2026-02-01", "eind_exclusief": "2026-02-01"}}, "termijn.eind_exclusief: de termijn eindigt op de dag waarop hij begint"),
    ({"geboortedatum": "2010-05-02", "plicht_begin": "2026-05-01"}, "plicht_begin: 2026-05-01 ligt voor de 16e verjaardag (2026-05-02)"),
    ({"oproepen": [{"nummer": 1, "verzonden": "2026-02-01", "termijn_tot": "2026-02-14"}] * 2}, "oproepen[1].nummer: nummer 1 kan niet; nummer de oproepen 1, 2, 3"),
    ({"oproepen": [{"nummer": 0, "verzonden": "2026-02-01", "termijn_tot": "2026-02-14"}]}, "oproepen[0].nummer: nummer 0 kan niet"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "line"), ORDER, ids=[line.partition(":")[0] for _, line in ORDER])
def test_what_can_not_be_names_the_field(data: dict[str, Any], line: str) -> None:
    with pytest.raises(FactsError) as refused:
        read_facts(data)
    assert str(refused.value).startswith(line)
    assert refused.value.field == line.partition(":")[0]
    with pytest.raises(FactsError) as nested:
        read_facts(data, "feiten")
    assert str(nested.value).startswith(f"feiten.{line.partition(':')[0]}: ")


# The same day twice can be.
SAME_DAY: list[dict[str, Any]] = [
    {"geboortedatum": "2026-02-01", "kennisgeving": "2026-02-01", "overleden": "2026-02-01"},
    {"geboortedatum": "2010-05-01", "plicht_begin": "2026-05-01", "plicht_eind": "2026-05-01"},
    {"bijstand_vanaf": "2026-02-01", "bijstand_tot": "2026-02-01", "verlenging_gevraagd": "2026-02-01", "verlenging_beslist": "2026-02-01"},
    {"plicht_begin": "2022-01-01", "pips": [{**PIP, "dagtekening": "2022-01-01", "verzonden": "2022-01-01", "vernietigd": "2022-01-01"}]},
    {"wacht_op_derde": [{"wat": "x", "gevraagd": "2026-02-01", "ontvangen": "2026-02-01"}], "schorsingen": [{"vanaf": "2026-02-01", "tot": "2026-02-01"}]},
    {"oproepen": [{"nummer": n, "verzonden": "2026-02-01", "termijn_tot": "2026-02-01"} for n in (2, 1)], "aanbod": [{"datum": "2026-02-01", "gestart": "2026-02-01"}]},
    {"bezwaar": {"ontvangen": "2026-02-01", "gepost": "2026-02-01", "beslist": "2026-02-01", "ingebrekestelling": "2026-02-01"}},
    fine(rapport="2026-04-01", besluit="2026-04-01", bekendgemaakt="2026-04-01", betaald="2026-04-01", aangemaand="2026-04-01", opgeschort={"vanaf": "2026-04-01", "tot": "2026-04-01"}),
    {"termijn": {"start": "2022-01-01", "eind_exclusief": "2022-01-02"}},
]  # fmt: skip


@pytest.mark.parametrize("data", SAME_DAY)
def test_the_same_day_can_be(data: dict[str, Any]) -> None:
    assert dump(read_facts(data))


def test_a_whole_case_is_read_and_written_back() -> None:
    facts = read_facts(WHOLE)
    assert facts.doelgroep is Doelgroep.ASIELSTATUSHOUDER
    assert facts.pips[0].leerroute is Leerroute.B1
    assert facts.plicht_begin == date(2026, 1, 1)
    assert read_facts(dump(facts)) == facts
    assert read_facts({}) == Facts()


@pytest.mark.parametrize(
    ("text", "day"), [("1900-01-01", date(1900, 1, 1)), ("2200-12-31", date(2200, 12, 31)), ("2024-02-29", date(2024, 2, 29))]
)  # fmt: skip
def test_days_are_read_between_1900_and_2200(text: str, day: date) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize("number", [0, 100_000])
def test_numbers_are_read_up_to_a_bound(number: int) -> None:
    rule = {"soort": "x", "label": "x", "start": "2200-12-31", "dagen": number, "bron": "b"}
    assert read_facts({"beleid": [rule]}).beleid[0].dagen == number
