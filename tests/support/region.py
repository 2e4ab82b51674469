"""A small region for tests: two signed DVOs, one mandate, and someone of each job."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of, system_actor
from wegwijs.access.commands import employ, set_up_systems
from wegwijs.access.models import User
from wegwijs.access.roles import Role
from wegwijs.dossiers.commands import open_dossier_for
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.organisations.models import (
    Bevoegdheid,
    Bezwaaradres,
    Dienstverleningsovereenkomst,
    Gemeente,
    Mandaatbesluit,
    Organisation,
)
from wegwijs.organisations.region import set_up_region
from wegwijs.people.commands import PersonFacts, create_person
from wegwijs.people.models import Person, Source
from wegwijs.ui.partial_date import PartialDate

TODAY = date(2026, 11, 23)
START = date(2022, 1, 1)
DVO_GEMEENTEN = ("0505", "0590", "0642")
# Valid by the eleven-test and never issued: the range that begins with 9999.
TEST_BSNS = (
    "999990408", "999993653", "999995017", "999995078", "999999333", "999992806", "999994062", "999991188",
    "999990809", "999991358", "999991553", "999990159", "999994669", "999990172", "999993410", "999994220",
)  # fmt: skip
_serial = count()


@dataclass(frozen=True)
class Region:
    """The actors of the tests; ``outsider`` is a regisseur for Papendrecht only."""

    organisations: dict[str, Organisation]
    regisseur: Actor
    colleague: Actor
    outsider: Actor
    teamlead: Actor
    decider: Actor
    counsellor: Actor
    administrator: Actor
    duo: Actor

    @property
    def dordrecht(self) -> Gemeente:
        return Gemeente.objects.get(pk="0505")


def build_region() -> Region:
    """Set up everything; call inside a test's database."""
    organisations = set_up_region()
    set_up_systems()
    sdd = organisations["SDD"]
    for code in DVO_GEMEENTEN:
        gemeente = Gemeente.objects.get(pk=code)
        gemeente.college_address = f"Postbus {int(code)}, 3300 AA {gemeente.naam}"
        gemeente.save(update_fields=["college_address"])
        Dienstverleningsovereenkomst.objects.create(
            gemeente=gemeente, organisation=sdd, signed_on=START, tasks=["regie"], valid_from=START
        )
        Mandaatbesluit.objects.create(
            gemeente=gemeente,
            organisation=sdd,
            number=f"M-{code}-1",
            powers=[p.value for p in Bevoegdheid],
            decided_on=START,
            consent_on=START,
            valid_from=START,
        )
        Bezwaaradres.objects.create(
            gemeente=gemeente, postal=gemeente.college_address, digital="bezwaar@voorbeeld.nl",
            court="Rechtbank Rotterdam", valid_from=START,
        )  # fmt: skip
    vwn = organisations["VluchtelingenWerk"]

    def of_the_region(at: Organisation, username: str, name: str, role: Role, *gemeenten: str) -> Actor:
        return _employed(at, username, role, gemeenten, TODAY, name=name, phone="0787708910")

    return Region(
        organisations,
        regisseur=of_the_region(sdd, "devries", "A. de Vries", Role.REGISSEUR, "0505"),
        colleague=of_the_region(sdd, "jansen", "B. Jansen", Role.REGISSEUR, "0505"),
        outsider=of_the_region(sdd, "visser", "C. Visser", Role.REGISSEUR, "0590"),
        teamlead=of_the_region(sdd, "bos", "D. Bos", Role.TEAMLEIDER),
        decider=of_the_region(sdd, "smit", "E. Smit", Role.BESLISSER),
        counsellor=of_the_region(vwn, "bakker", "M. Bakker", Role.BEGELEIDER),
        administrator=of_the_region(sdd, "mulder", "F. Mulder", Role.ADMINISTRATIE),
        duo=system_actor("duo", on=TODAY),
    )


def someone(
    region: Region,
    username: str,
    role: Role,
    short: str = "VluchtelingenWerk",
    *gemeenten: str,
    **more: object,
) -> Actor:
    """Somebody with a role, for all gemeenten when none is named; the same one when asked again. ``more``: of ``employ``."""
    return _employed(region.organisations[short], username, role, gemeenten, clock.today(), **more)


def _employed(
    at: Organisation, username: str, role: Role, gemeenten: tuple[str, ...], on: date, **more: object
) -> Actor:
    values = {"name": f"{username.capitalize()} Werker", "function": role.label, **more}
    user = User.objects.filter(username=username).first() or employ(
        at, username=username, roles={role: gemeenten}, valid_from=START, **values,  # type: ignore[arg-type]
    ).user  # fmt: skip
    found = actor_of(user, on=on)
    assert found
    return found


def make_person(
    by: Actor, *, voornamen: str = "Selam", geslachtsnaam: str = "Tesfay", bsn: str | None = None
) -> Person:
    """A person with a test BSN and a birth date that no other test person has."""
    number = next(_serial)
    return create_person(
        PersonFacts(
            bsn=bsn,
            v_nummer=None if bsn else f"{2_800_000_000 + number}",
            voornamen=voornamen,
            geslachtsnaam=geslachtsnaam,
            birth=PartialDate(1960 + number % 40, 1 + number % 12, 1 + number % 28),
        ),
        by=by,
        source=Source.EIGEN,
        as_of=TODAY,
        not_the_same=True,
    )


def make_dossier(
    region: Region, *, on: date = date(2026, 8, 20), variant: Variant = Variant.ASIEL, bsn: str | None = None
) -> Dossier:
    """An open dossier in Dordrecht of a new person."""
    dossier, _ = open_dossier_for(
        make_person(region.regisseur, bsn=bsn),
        region.dordrecht,
        by=region.regisseur,
        on=on,
        variant=variant,
        reason="test",
    )
    return dossier
