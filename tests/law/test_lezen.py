"""Facts from JSON, strictly."""

from datetime import date

import pytest

from wi2021.facts import Doelgroep, Facts, Leerroute
from wi2021.lezen import FactsError, dump, read_facts

WHOLE = {
    "doelgroep": "Asielstatushouder", "plicht_begin": "2026-01-01", "kennisgeving": "2026-01-05", "plicht_eind": None,
    "pips": [{"dagtekening": "2026-03-10", "leerroute": "B", "gemeente": "0505", "verzonden": "2026-03-11"}],
    "oproepen": [{"nummer": 1, "verzonden": "2026-02-01", "termijn_tot": "2026-02-14"}],
    "wacht_op_derde": [{"wat": "x", "gevraagd": "2026-02-01", "ontvangen": "2026-02-02"}],
    "schorsingen": [{"vanaf": "2027-01-01", "tot": "2027-02-01"}],
    "termijn": {"start": "2026-03-11", "eind_exclusief": "2029-03-11"},
}  # fmt: skip
WRONG = [
    ({"pips": [{"leerroute": "B", "gemeente": "0505"}]}, "pips[0].dagtekening: dit veld is verplicht"),
    ({"pips": {}}, "pips: hier hoort een lijst"),
    ({"pips": [1]}, "pips[0]: hier hoort een object"),
    ({"voorloper": 1}, "voorloper: hier hoort true of false"),
    ({"gemeente": 505}, "gemeente: hier hoort tekst"),
    ({"duo_boete": {"bekendgemaakt": "2026-01-01", "uren": True}}, "duo_boete.uren: hier hoort een geheel getal"),
    ({**WHOLE, "termijn": {"start": "2026-03-11", "eind_exclusief": "2026-01-01"}}, "termijn.eind_exclusief: 2026-01-01 ligt voor"),
    ({**WHOLE, "schorsingen": [{"vanaf": "2027-01-01", "tot": "2026-01-01"}]}, "schorsingen[0].tot"),
    ({**WHOLE, "oproepen": [{"nummer": 1, "verzonden": "2026-02-01", "termijn_tot": "2026-01-14"}]}, "oproepen[0].termijn_tot"),
    ({**WHOLE, "wacht_op_derde": [{"wat": "x", "gevraagd": "2026-02-01", "ontvangen": "2026-01-02"}]}, "wacht_op_derde[0].ontvangen"),
    ({**WHOLE, "pips": [{"dagtekening": "2025-03-10", "leerroute": "B", "gemeente": "0505"}]}, "pips[0].dagtekening: 2025-03-10 ligt voor plicht_begin"),
]  # fmt: skip


def test_a_whole_case_is_read_and_written_back() -> None:
    facts = read_facts(WHOLE)
    assert facts.doelgroep is Doelgroep.ASIELSTATUSHOUDER
    assert facts.pips[0].leerroute is Leerroute.B1
    assert facts.plicht_begin == date(2026, 1, 1)
    assert read_facts(dump(facts)) == facts
    assert read_facts({}) == Facts()


@pytest.mark.parametrize(("data", "line"), WRONG)
def test_what_can_not_be_names_the_field(data: object, line: str) -> None:
    with pytest.raises(FactsError) as refused:
        read_facts(data)
    assert str(refused.value).startswith(line)
