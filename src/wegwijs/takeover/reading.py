"""One row of a running caseload as facts: every text checked, nothing recorded yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError

from wegwijs import clock
from wegwijs.exchange.duo.codes import ASYLUM, DETAILED, FAMILY, OUTCOMES
from wegwijs.imports.kinds import FIX, Refusal, plain
from wegwijs.imports.values import read_day, read_truth
from wegwijs.people.languages import LANGUAGES
from wegwijs.takeover.columns import COLUMNS
from wegwijs.ui import forms as ui

T = TypeVar("T")
Words = Mapping[str, str]


def _words(*known: str, **others: str) -> Words:
    return {**{plain(word): word for word in known}, **others}


_ASYLUM = dict.fromkeys(
    ("asiel", "asielstatushouder", "statushouder", "vergunninghouder", "asielmigrant"), ASYLUM
)
_FAMILY = dict.fromkeys(
    (
        "gezin",
        "gezinsmigrant",
        "gezinsmigranten",
        "overig",
        "gezinenoverig",
        "gezinsmigrantenoverig",
        plain(FAMILY),
    ),
    FAMILY,
)
INDELING: Words = {**_ASYLUM, **_FAMILY}
GEDETAILLEERD: Words = _words(*DETAILED)
ROUTE: Words = {
    **dict.fromkeys(("b", "b1", "b1route"), "B"),
    **dict.fromkeys(("o", "onderwijs", "onderwijsroute"), "O"),
    **dict.fromkeys(("z", "zroute", "zelfredzaamheidsroute", "zelfredzaamheid"), "Z"),
}
NIVEAU: Words = _words("A2", "B1")
TOETS: Words = _words(
    *OUTCOMES, haalbaar=OUTCOMES[0], ja=OUTCOMES[0], niethaalbaar=OUTCOMES[1], nee=OUTCOMES[1]
)
TAAL: Words = {plain(name): lang.code for lang in LANGUAGES.values() for name in (lang.code, lang.name)}
NAMES = {
    "indeling": "asiel, of gezin en overig",
    "gedetailleerd": ", ".join(DETAILED),
    "leerroute": "B1, Onderwijs, Z",
    "niveau": "A2, B1",
    "toets": ", ".join(OUTCOMES),
    "taal": ", ".join(lang.name for lang in LANGUAGES.values()),
}
# Days that lie in the past when a running caseload is taken over.
_HAPPENED = (
    "kennisgeving", "toets_op", "koppeldatum", "inschrijving", "intake_begonnen", "intake_voltooid", "pip_op",
    "pip_verzonden", "aanbod_op",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """Where someone lives."""

    street: str
    number: str
    postcode: str
    place: str


@dataclass(frozen=True, slots=True)
class Case:
    """What a row says of someone's trajectory. Days are days of the Netherlands; None or "": the row doesn't say.

    ``termijn_tot``: the first day after DUO's term; ``einde_termijn``: its last day as the old system had it.
    """

    phone: str = ""
    email: str = ""
    address: Address | None = None
    language: str = ""
    interpreter: bool | None = None
    regisseur: str = ""
    old_number: str = ""
    indeling: str = ""
    gedetailleerd: str = ""
    kennisgeving: date | None = None
    begin: date | None = None
    termijn_van: date | None = None
    termijn_tot: date | None = None
    toets: str = ""
    toets_op: date | None = None
    koppeldatum: date | None = None
    locatie: str = ""
    inschrijving: date | None = None
    artikel_28: bool | None = None
    intake_begonnen: date | None = None
    intake_voltooid: date | None = None
    pip_op: date | None = None
    pip_verzonden: date | None = None
    leerroute: str = ""
    niveau: str = ""
    gesprekken: int = 0
    aanbod_op: date | None = None
    bijstand_vanaf: date | None = None
    uiterste_pip: date | None = None
    einde_termijn: date | None = None

    @property
    def earliest(self) -> date | None:
        """The first day that the row knows of."""
        known = (self.koppeldatum, self.kennisgeving, self.inschrijving, self.intake_begonnen, self.pip_op)
        return min((day for day in known if day), default=None)


def read_case(given: Mapping[str, str]) -> Case:
    """Everything a row says. Raises Refusal that names the field."""
    case = Case(
        phone=_by_field("telefoon", given, ui.PhoneField(required=False)),
        email=_by_field("email", given, forms.EmailField(required=False, max_length=254)),
        address=_address(given),
        language=_one_of("taal", given, TAAL),
        interpreter=read_truth(given.get("tolk", ""), "tolk"),
        regisseur=_short("regisseur", given, 120),
        old_number=_short("oud_nummer", given, 60),
        indeling=_one_of("indeling", given, INDELING),
        gedetailleerd=_one_of("gedetailleerd", given, GEDETAILLEERD),
        toets=_one_of("toets", given, TOETS),
        locatie=_short("locatie", given, 80),
        artikel_28=read_truth(given.get("artikel_28", ""), "artikel_28"),
        leerroute=_one_of("leerroute", given, ROUTE),
        niveau=_one_of("niveau", given, NIVEAU),
        gesprekken=_count("gesprekken", given),
        **{key: read_day(given.get(key, ""), key) for key in DAYS},
    )
    _check(case)
    return case


DAYS = (
    "kennisgeving", "begin", "termijn_van", "termijn_tot", "toets_op", "koppeldatum", "inschrijving", "intake_begonnen",
    "intake_voltooid", "pip_op", "pip_verzonden", "aanbod_op", "bijstand_vanaf", "uiterste_pip", "einde_termijn",
)  # fmt: skip


def _check(case: Case) -> None:
    """What must go together, and what can't be. Raises Refusal."""
    today = clock.today()
    for key in _HAPPENED:
        day: date | None = getattr(case, key)
        if day and day > today:
            raise Refusal(key, f"De datum {day:%d-%m-%Y} ligt in de toekomst.")
    for key in DAYS:
        day = getattr(case, key)
        if day and not 2000 <= day.year <= today.year + 10:
            raise Refusal(key, f"Het jaar van {day:%d-%m-%Y} kan niet kloppen.")
    _together(case)
    _in_order(case, "intake_begonnen", "intake_voltooid")
    _in_order(case, "pip_op", "pip_verzonden")
    _in_order(case, "termijn_van", "termijn_tot")


def _together(case: Case) -> None:
    pairs = (
        ("pip_op", "leerroute", "Bij een PIP hoort een leerroute."),
        ("leerroute", "pip_op", "Bij een leerroute hoort de dagtekening van het PIP."),
        ("pip_verzonden", "pip_op", "Bij een verzonden PIP hoort de dagtekening."),
        ("toets_op", "toets", "Bij een afgenomen toets hoort de uitslag."),
        ("toets", "toets_op", "Bij de uitslag van de toets hoort de datum."),
        ("termijn_van", "termijn_tot", "Bij het begin van de inburgeringstermijn hoort het einde."),
        ("termijn_tot", "termijn_van", "Bij het einde van de inburgeringstermijn hoort het begin."),
        ("gedetailleerd", "indeling", "Bij de precieze doelgroep hoort de doelgroep zelf."),
        ("artikel_28", "inschrijving", "Bij huisvesting als vergunninghouder hoort de dag van inschrijving."),
    )
    for has, lacks, why in pairs:
        if getattr(case, has) and not getattr(case, lacks):
            raise Refusal(
                lacks, why, f"Vul ‘{COLUMNS[lacks].label}’ in, of maak ‘{COLUMNS[has].label}’ leeg."
            )


def _in_order(case: Case, first: str, then: str) -> None:
    begins, ends = getattr(case, first), getattr(case, then)
    if begins and ends and ends < begins:
        raise Refusal(then, f"{ends:%d-%m-%Y} ligt voor ‘{COLUMNS[first].label}’ ({begins:%d-%m-%Y}).")


def _one_of(key: str, given: Mapping[str, str], words: Words) -> str:
    text = given.get(key, "")
    if not text:
        return ""
    found = words.get(plain(text))
    if found is None:
        raise Refusal(key, f"‘{text[:40]}’ kennen wij niet.", f"Kies uit: {NAMES[key]}. {FIX}"[:300])
    return found


def _short(key: str, given: Mapping[str, str], size: int) -> str:
    text = " ".join(given.get(key, "").split())
    if len(text) > size:
        raise Refusal(key, f"Dit is te lang: {len(text)} tekens, er passen er {size}.")
    return text


def _count(key: str, given: Mapping[str, str]) -> int:
    text = given.get(key, "")
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and int(text[:6]) < 100):
        raise Refusal(key, f"‘{text[:20]}’ is geen aantal.", f"Schrijf een getal van 0 tot 99. {FIX}")
    return int(text)


def _by_field(key: str, given: Mapping[str, str], field: forms.Field) -> str:
    return _valid(key, lambda: str(field.clean(given.get(key, "")) or ""))


def _valid(key: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except ValidationError as wrong:
        raise Refusal(key, " ".join(wrong.messages)[:300]) from wrong


def _address(given: Mapping[str, str]) -> Address | None:
    parts = {key: _short(key, given, size) for key, size in _ADDRESS.items()}
    if not any(parts.values()):
        return None
    missing = next((key for key, text in parts.items() if not text), None)
    if missing:
        raise Refusal(
            missing,
            "Dit adres is niet compleet.",
            "Vul straat, huisnummer, postcode en plaats in, of geen ervan.",
        )
    postcode = _by_field("postcode", given, ui.PostcodeField(required=False))
    return Address(parts["straat"], parts["huisnummer"], postcode, parts["plaats"])


_ADDRESS = {"straat": 120, "huisnummer": 12, "postcode": 10, "plaats": 80}
