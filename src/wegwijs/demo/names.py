"""Fictional people: names of the countries that newcomers come from, and numbers that were never issued."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from stdnum.nl import bsn as bsn_check

from wegwijs.people.models import Person
from wegwijs.ui.partial_date import PartialDate

Sex = Person.Sex


@dataclass(frozen=True, slots=True)
class Origin:
    """Where someone comes from: the contact language, first names by sex, and family names ("" means one name)."""

    language: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    family: tuple[str, ...]


ASYLUM_ORIGINS = (
    Origin("ar", ("Rima", "Hala", "Nour", "Lina"), ("Omar", "Khaled", "Samir", "Yousef"), ("al-Masri", "Haddad", "al-Khatib", "Darwish", "Sabbagh")),
    Origin("ti", ("Selam", "Haben", "Lula", "Winta"), ("Filmon", "Yonas", "Merhawi", "Robel"), ("Tesfay", "Gebremariam", "Kidane", "Habte", "Woldu")),
    Origin("prs", ("Zahra", "Fereshta", "Maryam"), ("Hamid", "Navid", "Jawad"), ("Rahimi", "Noori", "Karimi", "Sultani")),
    Origin("tr", ("Elif", "Zeynep"), ("Murat", "Baran"), ("Yılmaz", "Aydın", "Demir")),
    Origin("so", ("Hodan", "Ifrah"), ("Abdi", "Guled"), ("Warsame", "Jama", "Farah")),
    Origin("fa", ("Shirin", "Nasrin"), ("Arash", "Behnam"), ("Moradi", "Ahmadi")),
)  # fmt: skip
FAMILY_ORIGINS = (
    Origin("th", ("Malee", "Siriporn"), ("Anan",), ("Srisai", "Wongsa")),
    Origin("tr", ("Ayşe", "Derya"), ("Emre", "Kaan"), ("Öztürk", "Şahin")),
    Origin("es", ("Camila", "Lucía"), ("Mateo", "Andrés"), ("Rojas", "Núñez")),
    Origin("uk", ("Oksana", "Iryna"), ("Taras",), ("Kovalenko", "Shevchuk")),
    Origin("vi", ("",), ("",), ("Nguyen",)),
    Origin("id", ("",), ("",), ("Suryani", "Wibowo")),
)  # fmt: skip
FIRST_NUMBER, STEP = 999_900_000, 13
STREETS = (
    "Spuiboulevard",
    "Johan de Wittstraat",
    "Burgemeester Keijzerweg",
    "Kerkbuurt",
    "Noordweg",
    "Plantageweg",
)
POSTCODES = {
    "0482": "2951", "0505": "3311", "0523": "3371", "0531": "3341", "0590": "3351", "0610": "3361", "0642": "3331",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A made-up person."""

    bsn: str
    v_nummer: str
    voornamen: str
    geslachtsnaam: str
    sex: Person.Sex
    birth: PartialDate
    language: str

    def with_bsn(self, bsn: str) -> "Newcomer":
        """The same person with a BSN."""
        return replace(self, bsn=bsn)


def partner_of(who: Newcomer) -> Newcomer:
    """Somebody of the same family, with numbers that ``numbers`` and ``newcomers`` don't give."""
    first, sex = ("Hanna", Sex.VROUW) if who.sex == Sex.MAN else ("Daniel", Sex.MAN)
    bsn = next(
        str(n) for n in range(int(who.bsn) + 1, 999_999_999)
        if bsn_check.is_valid(str(n)) and (n - FIRST_NUMBER) % STEP
    )  # fmt: skip
    birth = PartialDate((who.birth.year or 1990) + 2, 5, 17)
    return replace(who, bsn=bsn, v_nummer=str(int(who.v_nummer) + 1), voornamen=first, sex=sex, birth=birth)


def numbers() -> Iterator[str]:
    """BSNs that pass the eleven-test and were never given out: they begin with 9999."""
    return (str(n) for n in range(FIRST_NUMBER, 999_999_999, STEP) if bsn_check.is_valid(str(n)))


def newcomers(chance: Random, origins: tuple[Origin, ...]) -> Iterator[Newcomer]:
    """Endless people; now and then someone with one name or an unknown day of birth."""
    seen: set[tuple[str, str]] = set()
    serial = 2_810_000_000 if origins is ASYLUM_ORIGINS else 2_820_000_000
    while True:
        origin = chance.choice(origins)
        sex = chance.choice((Sex.VROUW, Sex.MAN))
        first = chance.choice(origin.women if sex == Sex.VROUW else origin.men)
        last = chance.choice(origin.family)
        if (first, last) in seen and len(seen) < 60:
            continue
        seen.add((first, last))
        serial += 37
        year = chance.randint(1968, 2004)
        unknown = chance.random() < 0.12
        birth = (
            PartialDate(year) if unknown else PartialDate(year, chance.randint(1, 12), chance.randint(1, 28))
        )
        yield Newcomer("", str(serial), first, last, sex, birth, origin.language)


def address(chance: Random, gemeente: str) -> tuple[str, str, str]:
    """Street, number and postcode of an invented address in a gemeente."""
    letters = "".join(chance.choice("ABCDEGHJKLNPRST") for _ in range(2))
    return chance.choice(STREETS), str(chance.randint(1, 180)), f"{POSTCODES[gemeente]} {letters}"
