"""What stands between someone and the diploma or certificate (R-B1, R-O, R-Z, DIP-01)."""

from collections.abc import Iterator
from dataclasses import dataclass

from wi2021.facts import Doelgroep, Leerroute, Niveau
from wi2021.grondslag import Bevinding, Ernst, Outcome
from wi2021.leerroutes.regels import DIP01, R_B1, R_O, R_Z_A, R_Z_G
from wi2021.leerroutes.z_route import ZRest

TAALONDERDELEN = ("lezen", "luisteren", "schrijven", "spreken")


@dataclass(frozen=True, slots=True)
class Voortgang:
    """What someone has. ``examens``: language parts passed by level; ``taalschakeltraject``: completed.

    ``op_a2``: the parts that after afschalen may be examined at A2, when not all of them.
    """

    examens: tuple[tuple[str, Niveau], ...] = ()
    knm: bool = False
    pvt: bool = False
    map: bool = False
    taalschakeltraject: bool = False
    z: ZRest | None = None
    eindgesprek: bool = False
    op_a2: frozenset[str] = frozenset()


def nog_nodig(
    route: Leerroute, v: Voortgang, niveau: Niveau = Niveau.B1, groep: Doelgroep | None = None
) -> tuple[Bevinding, ...]:
    """What is still missing; ``niveau`` is the level of the PIP, which only the B1-route can have on A2."""
    rule = {Leerroute.B1: R_B1, Leerroute.ONDERWIJS: R_O, Leerroute.Z: R_Z_A}[route]
    if route is Leerroute.Z and groep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        rule = R_Z_G
    parts = {Leerroute.B1: _b1(v, niveau), Leerroute.ONDERWIJS: _education(v), Leerroute.Z: _z(v)}[route]
    return tuple(
        Bevinding(rule, Ernst.BLOKKEERT, field, words, "Rond dit onderdeel af.")
        for field, words in (*_for_all(route, v), *parts)
    )


def _for_all(route: Leerroute, v: Voortgang) -> Iterator[tuple[str, str]]:
    if not v.pvt:
        yield "pvt", "Het PVT is niet af."
    if not v.map and route is not Leerroute.ONDERWIJS:
        yield "map", "De MAP is niet af."


def _b1(v: Voortgang, niveau: Niveau) -> Iterator[tuple[str, str]]:
    for part in TAALONDERDELEN:
        level = Niveau.A2 if niveau is Niveau.A2 or part in v.op_a2 else Niveau.B1
        if not _passed(v, part, level):
            yield part, f"Het examen {part} op {level} ontbreekt."
    if not v.knm:
        yield "knm", "Het examen KNM ontbreekt."


def _passed(v: Voortgang, part: str, level: Niveau) -> bool:
    enough = {Niveau.A2, Niveau.B1} if level is Niveau.A2 else {Niveau.B1}
    return any(name == part and reached in enough for name, reached in v.examens)


def _education(v: Voortgang) -> Iterator[tuple[str, str]]:
    """The taalschakeltraject, or else the exams on B1 and KNM (Wi 8(4)); there is no afschalen here."""
    if not v.taalschakeltraject:
        yield from _b1(Voortgang(examens=v.examens, knm=v.knm), Niveau.B1)


def _z(v: Voortgang) -> Iterator[tuple[str, str]]:
    if v.z is None or v.z.cursus or v.z.participatie:
        yield "uren", "De uren van de Z-route zijn niet vol."
    if not v.eindgesprek:
        yield "eindgesprek", "Het eindgesprek is niet gevoerd."


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
