"""What DUO accepts of results (DUO-MPZ) and of offers (DUO-AAN), as tables of changes to a good one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from law.zaken import ASIEL, GEZIN, D
from wi2021.facts import Duotermijn, Facts, Leerroute, PipFeit
from wi2021.leerroutes import AanbodVoorDuo, Resultaat, check_aanbod, check_resultaat

ON = D("2028-06-01")
PIP = PipFeit(D("2026-03-10"), Leerroute.B1, "0505")
FACTS = Facts(
    doelgroep=ASIEL, gemeente="0505", pips=(PIP,), termijn=Duotermijn(D("2026-03-11"), D("2029-03-11"))
)
DONE = Resultaat(D("2028-05-01"))
OTHER = replace(FACTS, pips=(replace(PIP, gemeente="0642"),))
LATE = date(2029, 4, 2)

RESULTS: list[tuple[str, dict[str, Any], Facts, date, list[str]]] = [
    ("good", {}, FACTS, ON, []),
    ("without a gemeente the PIP is ours", {}, replace(FACTS, gemeente=""), ON, []),
    ("MPZ-02 another gemeente has the PIP", {}, OTHER, ON, ["gemeente"]),
    ("MPZ-02 no PIP", {}, replace(FACTS, pips=()), ON, ["gemeente"]),
    ("MPZ-04 before the termijn", {"datum": D("2026-03-10")}, FACTS, ON, ["datum"]),
    ("MPZ-04 on its first day", {"datum": D("2026-03-11")}, FACTS, ON, []),
    ("MPZ-04 no termijn yet", {}, replace(FACTS, termijn=None), ON, ["datum"]),
    ("MPZ-05 after the Z-route was done", {"z_afgerond": D("2028-04-30")}, FACTS, ON, ["datum"]),
    ("MPZ-05 on that day", {"z_afgerond": D("2028-05-01")}, FACTS, ON, []),
    ("MPZ-06 tomorrow", {"datum": D("2028-06-02")}, FACTS, ON, ["datum"]),
    ("MPZ-06 today", {"datum": ON}, FACTS, ON, []),
    ("MPZ-08 over time without a word", {"datum": D("2029-03-11")}, FACTS, LATE, ["verwijtbaar"]),
    ("over time and to blame", {"datum": D("2029-03-11"), "verwijtbaar": True}, FACTS, LATE, []),
    ("over time and not to blame", {"datum": D("2029-03-11"), "verwijtbaar": False}, FACTS, LATE, []),
    ("MPZ-09 in time with blame", {"verwijtbaar": True}, FACTS, ON, ["verwijtbaar"]),
    ("MPZ-09 on the last day with blame", {"datum": D("2029-03-10"), "verwijtbaar": True}, FACTS, LATE, ["verwijtbaar"]),
    ("MPZ-10 no blame, long before the end", {"verwijtbaar": False}, FACTS, ON, ["verwijtbaar"]),
    ("MPZ-10 no blame, within two months of the end", {"datum": D("2029-01-11"), "verwijtbaar": False}, FACTS, D("2029-01-11"), []),
    ("MPZ-10 no blame, a day too early", {"datum": D("2029-01-10"), "verwijtbaar": False}, FACTS, D("2029-01-10"), ["verwijtbaar"]),
    ("MPZ-10 in a year before DUO's documentation", {"datum": D("2025-01-02"), "verwijtbaar": False},
     replace(FACTS, pips=(replace(PIP, dagtekening=D("2022-03-10")),), termijn=Duotermijn(D("2022-03-11"), D("2025-03-02"))), D("2025-01-02"), []),
]  # fmt: skip


@pytest.mark.parametrize(("case", "change", "facts", "on", "fields"), RESULTS, ids=[r[0] for r in RESULTS])
def test_duo_mpz_a_result(
    case: str, change: dict[str, Any], facts: Facts, on: date, fields: list[str]
) -> None:
    found = check_resultaat(replace(DONE, **change), facts, on=on)
    assert [f.veld for f in found] == fields
    assert all(f.regel.id == "DUO-MPZ" and f.remedie and "artikel" in f.zin for f in found)


OFFER = AanbodVoorDuo(D("2026-05-01"), keurmerk=True)
EDUCATION = replace(FACTS, pips=(replace(PIP, leerroute=Leerroute.ONDERWIJS),))
OFFERS: list[tuple[str, dict[str, Any], Facts, list[str]]] = [
    ("good", {}, FACTS, []),
    ("AAN-01 family", {}, replace(FACTS, doelgroep=GEZIN), ["doelgroep"]),
    ("AAN-02 no PIP", {}, replace(FACTS, pips=()), ["pip"]),
    ("AAN-03 no keurmerk", {"keurmerk": False}, FACTS, ["instelling"]),
    ("AAN-03 TST counts only in the Onderwijsroute", {"keurmerk": False, "tst": True}, FACTS, ["instelling"]),
    ("AAN-03 TST", {"keurmerk": False, "tst": True}, EDUCATION, []),
    ("AAN-04 before the PIP", {"datum": D("2026-03-09")}, FACTS, ["datum"]),
    ("AAN-04 on the day of the PIP", {"datum": D("2026-03-10")}, FACTS, []),
    ("AAN-05 the course ends before the offer", {"einde_cursus": D("2026-04-30")}, FACTS, ["einde_cursus"]),
    ("AAN-05 begins on the day of the offer", {"start_tst": D("2026-05-01")}, FACTS, []),
    ("AAN-06 after the termijn", {"einde_cursus": D("2029-03-11")}, FACTS, ["einde_cursus"]),
    ("AAN-06 on its last day", {"einde_cursus": D("2029-03-10")}, FACTS, []),
    ("AAN-06 no termijn yet", {"einde_cursus": D("2029-03-11")}, replace(FACTS, termijn=None), []),
    ("AAN-04 and -06 a course before the PIP", {"start_tst": D("2026-03-09"), "datum": D("2026-03-10")}, FACTS, ["start_tst"] * 3),
]  # fmt: skip


@pytest.mark.parametrize(("case", "change", "facts", "fields"), OFFERS, ids=[o[0] for o in OFFERS])
def test_duo_aan_an_offer(case: str, change: dict[str, Any], facts: Facts, fields: list[str]) -> None:
    found = check_aanbod(replace(OFFER, **change), facts)
    assert [f.veld for f in found] == fields
    assert all(f.regel.id == "DUO-AAN" and f.remedie for f in found)
