"""What stands between someone and the diploma or certificate, as a table (R-B1, R-O, R-Z, KNM, MAP, PVT, DIP-01)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wi2021.facts import Doelgroep, Leerroute, Niveau
from wi2021.grondslag import Answer, Bevinding, Ernst, MissingFacts, Outcome, Regel
from wi2021.leerroutes.regels import DIP01, KNM01, MAP01, MAP02, PVT01, R_B1, R_O, R_Z_A, R_Z_G, R_Z_M
from wi2021.leerroutes.z_route import ZRest

TAALONDERDELEN = ("lezen", "luisteren", "schrijven", "spreken")


@dataclass(frozen=True, slots=True)
class Voortgang:
    """What someone has. ``examens``: language parts passed by level; ``taalschakeltraject``: completed.

    ``op_a2``: the parts that after afschalen may be examined at A2, when not all of them. ``vrij``: what DUO exempted
    from or dispensed with: language parts, "knm", "participatie" (EXM-07, ONT-01).
    """

    examens: tuple[tuple[str, Niveau], ...] = ()
    knm: bool = False
    pvt: bool = False
    map: bool = False
    taalschakeltraject: bool = False
    z: ZRest | None = None
    eindgesprek: bool = False
    op_a2: frozenset[str] = frozenset()
    vrij: frozenset[str] = frozenset()


class Stand(StrEnum):
    """How far a part is. IN_PLAATS: it isn't asked, but together with its like it takes the place of what is."""

    KLAAR = "klaar"
    OPEN = "nog te doen"
    VERVALT = "niet nodig"
    IN_PLAATS = "kan ervoor in de plaats"


@dataclass(frozen=True, slots=True)
class Onderdeelstand:
    """One row of the table: the part, what the law asks of it, how far it is, and the rule that asks it."""

    onderdeel: str
    eis: str
    stand: Stand
    regel: Regel


@dataclass(frozen=True, slots=True)
class Voltooiing:
    """Everything that a route asks of somebody of a group, in the order in which it is shown."""

    rijen: tuple[Onderdeelstand, ...]

    @property
    def open(self) -> tuple[Onderdeelstand, ...]:
        """What must still be done."""
        return tuple(row for row in self.rijen if row.stand is Stand.OPEN)

    @property
    def klaar(self) -> bool:
        """Whether nothing is open: DUO can issue the diploma or certificate."""
        return not self.open


def voltooiing(
    route: Leerroute | None, v: Voortgang, niveau: Niveau = Niveau.B1, groep: Doelgroep | None = None
) -> Answer[Voltooiing]:
    """What a route asks of a group, and how far somebody is with it; ``niveau`` is the level of the PIP.

    MissingFacts without a route, and in the Z-route without a group: only an asielstatushouder has a participation part.
    """
    if route is None:
        return MissingFacts(DIP01, ("leerroute",), ("Wat nodig is, volgt uit de leerroute in het PIP.",))
    if route is Leerroute.Z and groep is None:
        return MissingFacts(R_Z_A, ("doelgroep",), ("Wat de Z-route vraagt, verschilt per doelgroep.",))
    found = Voltooiing((*_route_rows(route, v, niveau, groep), *_for_all(route, v)))
    left = [row.onderdeel for row in found.open]
    words = f"Nog te doen: **{', '.join(left)}**." if left else f"Alles van de {route.naam} is klaar."
    return Outcome(found, DIP01, uitleg=(words, *bewijs(route).uitleg))


def nog_nodig(
    route: Leerroute, v: Voortgang, niveau: Niveau = Niveau.B1, groep: Doelgroep | None = None
) -> tuple[Bevinding, ...]:
    """The open rows of the table as findings; without a group the Z-route is taken as an asielstatushouder's."""
    rows = (*_route_rows(route, v, niveau, groep), *_for_all(route, v))
    return tuple(
        Bevinding(row.regel, Ernst.BLOKKEERT, row.onderdeel, f"{row.eis}: nog te doen.", "Rond dit onderdeel af.")
        for row in rows
        if row.stand is Stand.OPEN
    )  # fmt: skip


def _route_rows(
    route: Leerroute, v: Voortgang, niveau: Niveau, groep: Doelgroep | None
) -> Iterator[Onderdeelstand]:
    if route is Leerroute.B1:
        return _b1(v, niveau)
    if route is Leerroute.ONDERWIJS:
        return _education(v)
    return _z(v, groep)


def _for_all(route: Leerroute, v: Voortgang) -> Iterator[Onderdeelstand]:
    yield Onderdeelstand("pvt", "Participatieverklaringstraject", _done(v.pvt), PVT01)
    if route is Leerroute.ONDERWIJS:
        yield Onderdeelstand("map", "Module Arbeidsmarkt en Participatie", Stand.VERVALT, MAP02)
    else:
        yield Onderdeelstand("map", "Module Arbeidsmarkt en Participatie", _done(v.map), MAP01)


def _done(done: bool) -> Stand:
    return Stand.KLAAR if done else Stand.OPEN


def _b1(v: Voortgang, niveau: Niveau, rule: Regel = R_B1) -> Iterator[Onderdeelstand]:
    for part in TAALONDERDELEN:
        level = Niveau.A2 if niveau is Niveau.A2 or part in v.op_a2 else Niveau.B1
        state = Stand.VERVALT if part in v.vrij else _done(_passed(v, part, level))
        yield Onderdeelstand(part, f"Examen {part} op {level}", state, rule)
    yield Onderdeelstand("knm", "Examen KNM", Stand.VERVALT if "knm" in v.vrij else _done(v.knm), KNM01)


def _passed(v: Voortgang, part: str, level: Niveau) -> bool:
    enough = {Niveau.A2, Niveau.B1} if level is Niveau.A2 else {Niveau.B1}
    return any(name == part and reached in enough for name, reached in v.examens)


def _education(v: Voortgang) -> Iterator[Onderdeelstand]:
    """The taalschakeltraject, or else the exams on B1 and KNM (Wi 8(4)); there is no afschalen here."""
    exams = tuple(_b1(Voortgang(examens=v.examens, knm=v.knm, vrij=v.vrij), Niveau.B1, R_O))
    by_exams = not v.taalschakeltraject and all(row.stand is not Stand.OPEN for row in exams)
    what = "Taalschakeltraject, of de examens op B1 met KNM"
    yield Onderdeelstand(
        "taalschakeltraject", what, Stand.VERVALT if by_exams else _done(v.taalschakeltraject), R_O
    )
    instead = Stand.VERVALT if v.taalschakeltraject else Stand.IN_PLAATS
    for row in exams:
        state = instead if row.stand is Stand.OPEN else row.stand
        yield Onderdeelstand(row.onderdeel, row.eis, state, row.regel)


def _z(v: Voortgang, groep: Doelgroep | None) -> Iterator[Onderdeelstand]:
    """Course hours for all, hours of participation only for an asielstatushouder, and the final talk with the college."""
    family = groep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE
    rule = R_Z_G if family else R_Z_A
    course, hours = (v.z.cursus, v.z.participatie) if v.z else (None, None)
    yield Onderdeelstand("cursus", _hours("Cursusuren", course), _full(course), rule)
    gone = family or "participatie" in v.vrij
    eis = "Participatie-uren" if gone else _hours("Participatie-uren", hours)
    yield Onderdeelstand("participatie", eis, Stand.VERVALT if gone else _full(hours), rule)
    yield Onderdeelstand("eindgesprek", "Eindgesprek met het college", _done(v.eindgesprek), R_Z_M)


def _hours(what: str, left: int | None) -> str:
    return f"{what}, nog {left} uur" if left else what


def _full(left: int | None) -> Stand:
    """Hours that aren't known aren't full."""
    return _done(left == 0)


def bewijs(route: Leerroute) -> Outcome[str]:
    """DIP-01: a diploma, or for the Z-route a certificate that the college hands over in person."""
    if route is Leerroute.Z:
        return Outcome(
            "certificaat",
            DIP01,
            uitleg=(
                "DUO geeft het certificaat af als alles klaar is.",
                "Het college reikt het persoonlijk uit.",
            ),
        )
    return Outcome("diploma", DIP01, uitleg=("DUO geeft het inburgeringsdiploma als alles klaar is.",))
