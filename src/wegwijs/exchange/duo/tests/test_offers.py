"""What the stand-in refuses of an offer, by DUO's own rules; and that it keeps one a school."""

from datetime import date
from typing import Any

import pytest

from support.duo import asylum_person
from wegwijs.exchange.duo.fake.rules import offer
from wegwijs.exchange.duo.fake.server import SCHOOLS, term

PIP = {"gemeentecode": "0505", "pip": {"dagtekeningPip": "2026-06-01", "leerroute": "B"}}
FAMILY = {"doelgroep": {"indeling": "Gezinsmigrant en overige migrant"}}
BODY = {"indicatorAlfabetiseringsonderwijs": "NVT", "datumInburgeringsaanbod": "2026-07-01"}


def record(**changes: Any) -> dict[str, Any]:
    return {**asylum_person(), "pips": [PIP], "inburgeringstermijn": term(date(2026, 6, 1)), **changes}


@pytest.mark.parametrize(
    ("rule", "changes", "school", "body", "words"),
    [
        ("fine", {}, SCHOOLS[0], BODY, ""),
        ("DUO-AAN-01", FAMILY, SCHOOLS[0], BODY, "asielmigrant"),
        ("DUO-AAN-02", {"pips": []}, SCHOOLS[0], BODY, "geen PIP"),
        ("DUO-AAN-03", {}, None, BODY, "keurmerk"),
        ("DUO-AAN-04", {}, SCHOOLS[0], {**BODY, "datumInburgeringsaanbod": "2026-05-01"}, "dagtekening"),
        ("DUO-AAN-05", {}, SCHOOLS[0], {**BODY, "verwachteStartdatumOpleiding": "2026-06-20"}, "datum van het aanbod"),
        ("DUO-AAN-06", {}, SCHOOLS[0], {**BODY, "verwachteEinddatumOpleiding": "2029-06-02"}, "buiten"),
    ],
)  # fmt: skip
def test_each_rule_of_duo_refuses_with_its_words(
    rule: str, changes: dict[str, Any], school: dict[str, Any] | None, body: dict[str, Any], words: str
) -> None:
    refused = list(offer(record(**changes), school, body))
    assert (words in refused[0]) if words else not refused
