"""What COA hands over for someone housed from its reception (INT-09), and what the college passes on (P-04, P-06, P-07)."""

from collections.abc import Mapping
from dataclasses import dataclass

from wi2021.grondslag import Artikel, Outcome, Regel, Zekerheid, bi, regel, ri, wi

INT09 = regel(
    "INT-09",
    "COA levert gegevens voor de overdracht",
    wi("10"),
    wi("35", "2"),
    bi("3.17"),
    bi("9.4", "3"),
    bi("9.10"),
    ri("3.19"),
)
P06 = regel(
    "P-06",
    "Het BSN gaat niet naar de maatschappelijke begeleiding",
    wi("36"),
    bi("9.10"),
    zekerheid=Zekerheid.AFGELEID,
)
P07 = regel("P-07", "Gezondheid is alleen voor het college", wi("37"))


@dataclass(frozen=True, slots=True)
class Gegeven:
    """A fact of the handover and who may give it to whom.

    ``coa``: COA may give it to the college. ``begeleiding``: the college may give it to who guides the person, as far as
    that task needs it. ``regel`` and ``artikel`` are what the answer for COA rests on, ``verder`` for passing it on.
    """

    label: str
    coa: bool
    begeleiding: bool
    regel: Regel
    artikel: Artikel
    verder: Artikel


_NAAR_COLLEGE = bi("9.4", "3")
# Guiding someone is a task of the college (Wi 13); whoever does it for the college gets what the task asks, no more.
_TAAK = wi("13")

GEGEVENS: Mapping[str, Gegeven] = {
    "identiteit": Gegeven("identiteit", True, True, INT09, _NAAR_COLLEGE, _TAAK),
    "bsn": Gegeven("BSN", True, False, INT09, bi("9.10"), wi("36")),
    "gezin": Gegeven("samenstelling van het gezin", True, True, INT09, _NAAR_COLLEGE, _TAAK),
    "voorinburgering": Gegeven("voortgang voorinburgering", True, True, INT09, _NAAR_COLLEGE, _TAAK),
    "taal": Gegeven("taalvaardigheid", True, True, INT09, _NAAR_COLLEGE, _TAAK),
    "gezondheid": Gegeven("gezondheid", False, False, P07, wi("37"), wi("37")),
    "asielrelaas": Gegeven("het verhaal in de asielprocedure", False, False, INT09, _NAAR_COLLEGE, _NAAR_COLLEGE),
}  # fmt: skip


def coa_supplies() -> Outcome[tuple[str, ...]]:
    """The facts that the college gets; taking part in the voorinburgering is free and nobody must."""
    fields = tuple(gegeven.label for gegeven in GEGEVENS.values() if gegeven.coa)
    return Outcome(
        fields,
        INT09,
        uitleg=(
            f"COA mag delen: {', '.join(fields)}.",
            "Voorinburgering bij COA is gratis en vrijwillig, en mag het traject niet vertragen.",
        ),
    )


def coa_may_share(key: str) -> Outcome[bool]:
    """Whether COA may give the college this fact (a key of ``GEGEVENS``); what the articles don't name it may not."""
    gegeven = GEGEVENS[key]
    word = "mag dit" if gegeven.coa else "mag dit niet"
    said = f"{_capital(gegeven.label)}: COA {word} met de gemeente delen ({gegeven.artikel})."
    return Outcome(gegeven.coa, gegeven.regel, uitleg=(said,))


def may_pass_on(key: str) -> Outcome[bool]:
    """Whether the college may give this fact (a key of ``GEGEVENS``) to who does the maatschappelijke begeleiding.

    A BSN may not (Wi 36 doesn't name them), health neither (Wi 37); the rest as far as the task asks (Wi 13).
    """
    gegeven = GEGEVENS[key]
    rule = P07 if key == "gezondheid" else P06 if key == "bsn" else INT09
    word = "mag, als die het nodig heeft" if gegeven.begeleiding else "mag niet"
    said = (
        f"{_capital(gegeven.label)}: doorgeven aan de maatschappelijke begeleiding {word} ({gegeven.verder})."
    )
    return Outcome(gegeven.begeleiding, rule, uitleg=(said,))


def _capital(label: str) -> str:
    return label[0].upper() + label[1:]
