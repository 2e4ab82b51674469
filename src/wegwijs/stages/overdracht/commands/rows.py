"""One row of a file of COA: who it is, the dossier, the profile."""

from collections.abc import Mapping
from datetime import date

from stdnum.nl import bsn as bsn_check

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import open_dossier_for
from wegwijs.dossiers.kinds import Origin
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.errors import DomainError
from wegwijs.people.commands import PersonFacts, PossibleDuplicate, complete_person, create_person
from wegwijs.people.models import Person, Source
from wegwijs.people.queries import by_numbers
from wegwijs.stages.overdracht.columns import LABELS
from wegwijs.stages.overdracht.commands.begin import Begin
from wegwijs.stages.overdracht.commands.profile import give_profile
from wegwijs.stages.overdracht.models import ImportRij, ProfielImport
from wegwijs.stages.overdracht.profile import VELDEN, tidy
from wegwijs.ui.forms.dates import read as read_date
from wegwijs.ui.forms.identity import DIGITS_IN_BSN, DIGITS_IN_V_NUMMER, digits_of
from wegwijs.ui.partial_date import PartialDate

FIX = "Verbeter dit in het bestand en lever de regel opnieuw aan."
BY_HAND = "Open het dossier met ‘Nieuw dossier’; daar kunt u de personen naast elkaar zien."
# Fields of commands by the names that people know.
_FIELDS = {**LABELS, "birth": LABELS["geboortedatum"], "on": LABELS["koppeldatum"]}
_SIZES = {"achternaam": 200, "voornamen": 200, "tussenvoegsel": 20}
_SEX = {"m": "M", "man": "M", "v": "V", "vrouw": "V"}


class Refusal(Exception):
    """A row isn't taken over: the field, why, and what to do about it."""

    def __init__(self, field: str, reason: str, remedy: str = FIX) -> None:
        super().__init__(reason)
        self.field, self.reason, self.remedy = _FIELDS.get(field, field), reason, remedy


def take_row(upload: ProfielImport, row: ImportRij, *, by: Actor) -> Dossier:
    """Find or enter the person, find or open the dossier, keep the profile. Raises Refusal; then nothing was kept."""
    given = {key: str(row.cells.get(column, "")).strip() for column, key in upload.mapping.items()}
    values = {key: text for key, text in given.items() if key in VELDEN and text}
    try:
        linked = tidy(VELDEN["koppeldatum"], values.get("koppeldatum", ""))
        person = _person(given, upload, by=by)
        dossier, _ = open_dossier_for(
            person,
            upload.gemeente,
            by=by,
            on=min(date.fromisoformat(linked) if linked else upload.as_of, clock.today()),
            variant=Variant.ASIEL,
            reason=Begin.KOPPELING.label,
            origin=Origin.COA,
        )
        give_profile(dossier, values, by=by, source=Source.COA, as_of=upload.as_of, row=row)
    except PossibleDuplicate as double:
        raise Refusal(
            "achternaam", f"Er is al iemand met {double.candidates[0].reason}.", BY_HAND
        ) from double
    except DomainError as refusal:
        raise Refusal(refusal.field or "", str(refusal)) from refusal
    return dossier


def _person(given: Mapping[str, str], upload: ProfielImport, *, by: Actor) -> Person:
    bsn, v_nummer = _bsn(given.get("bsn", "")), _v_nummer(given.get("v_nummer", ""))
    if not bsn and not v_nummer:
        raise Refusal("v_nummer", "Er staat geen v-nummer en geen BSN in deze regel.")
    birth = _birth(given.get("geboortedatum", ""))
    known = by_numbers(bsn=bsn, v_nummer=v_nummer)
    if known is None:
        return _enter(given, upload, bsn=bsn, v_nummer=v_nummer, birth=birth, by=by)
    other = by_numbers(bsn=None, v_nummer=v_nummer)
    if other and other.pk != known.pk:
        raise Refusal("v_nummer", "Het BSN en het v-nummer horen bij twee verschillende personen.", BY_HAND)
    if birth and known.birth_year and birth != known.birth:
        raise Refusal(
            "geboortedatum",
            "Dit nummer hoort bij iemand met een andere geboortedatum.",
            "Kijk het nummer en de geboortedatum na. Klopt het bestand, verbeter dan eerst de persoonsgegevens.",
        )
    facts = _facts(given, bsn=bsn, v_nummer=v_nummer, birth=birth or PartialDate(0))
    complete_person(known, facts, by=by, source=Source.COA, as_of=upload.as_of)
    return known


def _enter(
    given: Mapping[str, str],
    upload: ProfielImport,
    *,
    bsn: str | None,
    v_nummer: str | None,
    birth: PartialDate | None,
    by: Actor,
) -> Person:
    if not given.get("achternaam"):
        raise Refusal("achternaam", "Deze persoon is nieuw en heeft geen achternaam in het bestand.")
    if birth is None:
        raise Refusal("geboortedatum", "Deze persoon is nieuw en heeft geen geboortedatum in het bestand.")
    facts = _facts(given, bsn=bsn, v_nummer=v_nummer, birth=birth)
    return create_person(facts, by=by, source=Source.COA, as_of=upload.as_of)


def _facts(
    given: Mapping[str, str], *, bsn: str | None, v_nummer: str | None, birth: PartialDate
) -> PersonFacts:
    for key, size in _SIZES.items():
        if len(given.get(key, "")) > size:
            raise Refusal(key, f"Dit is te lang: er passen {size} tekens.")
    return PersonFacts(
        geslachtsnaam=given.get("achternaam", ""),
        birth=birth,
        bsn=bsn,
        v_nummer=v_nummer,
        voornamen=given.get("voornamen", ""),
        voorvoegsel=given.get("tussenvoegsel", ""),
        sex=_SEX.get(given.get("geslacht", "").casefold(), Person.Sex.ONBEKEND),
    )


def _bsn(text: str) -> str | None:
    digits = digits_of(text)
    if not digits:
        return None
    # A spreadsheet drops a zero in front.
    if digits.isascii() and digits.isdigit() and len(digits) == DIGITS_IN_BSN - 1:
        digits = f"0{digits}"
    if len(digits) != DIGITS_IN_BSN or not bsn_check.is_valid(digits):
        raise Refusal("bsn", "Dit BSN klopt niet: er is een cijfer verwisseld of verkeerd.")
    return digits


def _v_nummer(text: str) -> str | None:
    digits = digits_of(text)
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) == DIGITS_IN_V_NUMMER):
        raise Refusal("v_nummer", f"Een v-nummer heeft {DIGITS_IN_V_NUMMER} cijfers.")
    return digits


def _birth(text: str) -> PartialDate | None:
    if not text:
        return None
    found = read_date(text, short_years=False)
    try:
        if found:
            return PartialDate(found[0], found[1] or None, found[2] or None)
    except ValueError:
        pass
    raise Refusal(
        "geboortedatum",
        f"‘{text[:30]}’ is geen geboortedatum.",
        "Schrijf dag-maand-jaar, zoals 14-06-1988. " + FIX,
    )
