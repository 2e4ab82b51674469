"""Who stand in the files of the older system: more names than the told stories need, and numbers that those never give."""

from collections.abc import Iterator
from random import Random

from stdnum.nl import bsn as bsn_check

from wegwijs.demo.names import ASYLUM_ORIGINS, FAMILY_ORIGINS, POSTCODES, Newcomer, Origin
from wegwijs.people.models import Person
from wegwijs.ui.partial_date import PartialDate

Sex = Person.Sex
# Between those of the told stories and those that the stand-in for DUO makes up later.
FIRST_NUMBER, FIRST_V_NUMBER, FOR_EACH = 999_920_000, 2_830_000_000, 8_000
YEARS = 36

ASYLUM = (
    *ASYLUM_ORIGINS,
    Origin("ar", ("Amal", "Dima", "Rasha", "Sawsan", "Yara"), ("Anas", "Bassel", "Mohammed", "Muhammad", "Ziad"), ("Khalil", "Mansour", "Najjar", "Hussein", "Hoessein", "Taha")),
    Origin("ti", ("Almaz", "Feven", "Mehret", "Rahwa"), ("Biniam", "Dawit", "Henok", "Semere"), ("Abraha", "Berhane", "Ghebru", "Mehari", "Tekle", "Yohannes")),
    Origin("prs", ("Laila", "Parwin", "Shabnam"), ("Farid", "Idris", "Wahid"), ("Azizi", "Haidari", "Mohammadi", "Safi", "Wardak")),
    Origin("so", ("Asha", "Hibo", "Sahra"), ("Liban", "Mahad", "Yusuf"), ("Abdullahi", "Elmi", "Hirsi", "Osman")),
    Origin("kmr", ("Berivan", "Rojin"), ("Azad", "Dilovan"), ("Bakir", "Hesen", "Sino")),
)  # fmt: skip
FAMILY = (
    *FAMILY_ORIGINS,
    Origin("th", ("Ploy", "Nok", "Kanya", "Suda"), ("Somchai", "Niran"), ("Chaiyo", "Phongsri", "Saetang", "Thongdee")),
    Origin("tr", ("Esra", "Gül", "Melek", "Sibel"), ("Cem", "Deniz", "Okan"), ("Aksoy", "Çelik", "Erdoğan", "Koç", "Polat")),
    Origin("es", ("Daniela", "Paula", "Valentina"), ("Diego", "Javier"), ("Castillo", "Herrera", "Molina", "Vega")),
    Origin("uk", ("Halyna", "Natalia", "Yulia"), ("Andrii", "Bohdan"), ("Bondarenko", "Melnyk", "Tkachenko")),
    Origin("ar", ("Fatiha", "Hanane", "Naima", "Samira"), ("Hicham", "Mounir"), ("Alaoui", "Benali", "El Idrissi", "Zeroual")),
)  # fmt: skip


def people(gemeente: str, chance: Random) -> Iterator[tuple[Newcomer, bool]]:
    """Endless people of a gemeente, each with whether it is somebody with an asylum permit: about two of three."""
    place = sorted(POSTCODES).index(gemeente)
    first = FIRST_NUMBER + place * FOR_EACH
    valid = (str(n) for n in range(first, first + FOR_EACH) if bsn_check.is_valid(str(n)))
    for serial, bsn in enumerate(valid):
        asylum = chance.random() < 0.65
        origin = chance.choice(ASYLUM if asylum else FAMILY)
        sex = chance.choice((Sex.VROUW, Sex.MAN))
        name = chance.choice(origin.women if sex == Sex.VROUW else origin.men)
        # No two of a gemeente were born in the same month: namesakes are not taken for one.
        turn, year = divmod(serial, YEARS)
        birth = PartialDate(1968 + year, 1 + (serial + 5 * turn) % 12, 1 + serial % 28)
        v_nummer = str(FIRST_V_NUMBER + place * 1_000_000 + serial * 37)
        yield Newcomer(bsn, v_nummer, name, chance.choice(origin.family), sex, birth, origin.language), asylum
