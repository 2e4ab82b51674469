"""Who a row is about: the columns that say so, and the person found or entered by them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wegwijs.access.actor import Actor
from wegwijs.errors import DomainError
from wegwijs.imports.kinds import Column, Refusal
from wegwijs.imports.values import read_birth, read_bsn, read_v_nummer
from wegwijs.people.commands import PersonFacts, PossibleDuplicate, complete_person, create_person
from wegwijs.people.models import Person, Source
from wegwijs.people.names import sort_key
from wegwijs.people.queries import by_numbers
from wegwijs.ui.partial_date import PartialDate

BY_HAND = "Open het dossier met ‘Nieuw dossier’; daar kunt u de personen naast elkaar zien."
GROUP = "Wie"
IDENTITY: tuple[Column, ...] = (
    Column("v_nummer", "V-nummer", GROUP, ("vnummer", "v nr", "vreemdelingennummer", "vreemdelingnummer")),
    Column("bsn", "BSN", GROUP, ("burgerservicenummer", "sofinummer")),
    Column("achternaam", "Achternaam", GROUP, ("geslachtsnaam", "naam", "familienaam")),
    Column("voornamen", "Voornamen", GROUP, ("voornaam",)),
    Column("tussenvoegsel", "Tussenvoegsel", GROUP, ("voorvoegsel", "voorvoegsels")),
    Column("geboortedatum", "Geboortedatum", GROUP, ("geboren", "geb datum", "geboren op")),
    Column("geslacht", "Geslacht", GROUP),
)
_SIZES = {"achternaam": 200, "voornamen": 200, "tussenvoegsel": 20}
_SEX = {"m": "M", "man": "M", "v": "V", "vrouw": "V"}
# Fields of commands by our columns.
_FIELDS = {"birth": "geboortedatum", "geslachtsnaam": "achternaam", "voorvoegsel": "tussenvoegsel"}


def check_identity(chosen: Mapping[str, str]) -> None:
    """Raises DomainError when no column says who a row is about."""
    if not {"v_nummer", "bsn"} & set(chosen.values()):
        raise DomainError(
            "Kies welke kolom het v-nummer of het BSN is. Zonder nummer weten wij niet wie het is."
        )


TWICE = "Deze persoon staat"


def identities_of(given: Mapping[str, str]) -> Iterable[str]:
    """Under which keys someone stands in a file; none for what can't be read."""
    try:
        bsn, v_nummer = (
            read_bsn(given.get("bsn", ""), "bsn"),
            read_v_nummer(given.get("v_nummer", ""), "v_nummer"),
        )
        birth = read_birth(given.get("geboortedatum", ""), "geboortedatum")
    except Refusal:
        return
    if bsn:
        yield f"bsn:{bsn}"
    if v_nummer:
        yield f"v:{v_nummer}"
    if birth and given.get("achternaam"):
        yield f"naam:{sort_key(given.get('voornamen', ''), given['achternaam'])}:{birth}"


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers of a row, and who is known under them; None: nobody yet."""

    bsn: str | None
    v_nummer: str | None
    person: Person | None


def look_up(given: Mapping[str, str]) -> Found:
    """Whom a row is about. Raises Refusal when a number can't be read, or none is given."""
    bsn, v_nummer = (
        read_bsn(given.get("bsn", ""), "bsn"),
        read_v_nummer(given.get("v_nummer", ""), "v_nummer"),
    )
    if not bsn and not v_nummer:
        raise Refusal("v_nummer", "Er staat geen v-nummer en geen BSN in deze regel.")
    return Found(bsn, v_nummer, by_numbers(bsn=bsn, v_nummer=v_nummer))


def person_of(
    found: Found,
    given: Mapping[str, str],
    *,
    by: Actor,
    source: Source,
    as_of: date,
    more: Mapping[str, Any] | None = None,
) -> tuple[Person, bool]:
    """The person of a row, and whether it was entered for it. What is known already is left alone. Raises Refusal.

    ``more``: other fields of ``PersonFacts`` for someone who is new.
    """
    try:
        return _person(found, given, by=by, source=source, as_of=as_of, more=more or {})
    except PossibleDuplicate as double:
        raise Refusal(
            "achternaam", f"Er is al iemand met {double.candidates[0].reason}.", BY_HAND
        ) from double
    except DomainError as refusal:
        field = refusal.field or ""
        raise Refusal(_FIELDS.get(field, field), str(refusal)) from refusal


def _person(
    found: Found, given: Mapping[str, str], *, by: Actor, source: Source, as_of: date, more: Mapping[str, Any]
) -> tuple[Person, bool]:
    bsn, v_nummer, known = found.bsn, found.v_nummer, found.person
    birth = read_birth(given.get("geboortedatum", ""), "geboortedatum")
    if known is None:
        facts = replace(_new(given, bsn=bsn, v_nummer=v_nummer, birth=birth), **more)
        return create_person(facts, by=by, source=source, as_of=as_of), True
    other = by_numbers(bsn=None, v_nummer=v_nummer) if bsn and v_nummer else known
    if other and other.pk != known.pk:
        raise Refusal("v_nummer", "Het BSN en het v-nummer horen bij twee verschillende personen.", BY_HAND)
    if birth and known.birth_year and birth != known.birth:
        raise Refusal(
            "geboortedatum",
            "Dit nummer hoort bij iemand met een andere geboortedatum.",
            "Kijk het nummer en de geboortedatum na. Klopt het bestand, verbeter dan eerst de persoonsgegevens.",
        )
    facts = _facts(given, bsn=bsn, v_nummer=v_nummer, birth=birth or PartialDate(0))
    complete_person(known, facts, by=by, source=source, as_of=as_of)
    return known, False


def _new(
    given: Mapping[str, str], *, bsn: str | None, v_nummer: str | None, birth: PartialDate | None
) -> PersonFacts:
    if not given.get("achternaam"):
        raise Refusal("achternaam", "Deze persoon is nieuw en heeft geen achternaam in het bestand.")
    if birth is None:
        raise Refusal("geboortedatum", "Deze persoon is nieuw en heeft geen geboortedatum in het bestand.")
    return _facts(given, bsn=bsn, v_nummer=v_nummer, birth=birth)


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
