"""The three leerroutes: entry, hours, switching, afschalen, completion; KNM, MAP and PVT (section 4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.facts import Doelgroep, Leerroute, Niveau
from wi2021.grondslag import (
    Answer,
    Bevinding,
    Ernst,
    Feit,
    NeedsJudgement,
    Outcome,
    Zekerheid,
    bi,
    regel,
    ri,
    wi,
)
from wi2021.parameters import parameter
from wi2021.pip import R_SW
from wi2021.termijnen.regels import T11

R_B1 = regel("R-B1", "B1-route", wi("7"), wi("17", "3"), bi("3.3"), bi("3.5"))
R_O = regel("R-O", "Onderwijsroute", wi("8"), bi("5.4"))
R_Z_A = regel("R-Z-A", "Z-route van een asielstatushouder", wi("9"), bi("3.14", "2"), bi("3.14", "5"))
R_Z_G = regel("R-Z-G", "Z-route van een gezinsmigrant of overige migrant", bi("3.14", "3"))
R_Z_X = regel("R-Z-x", "Z-route bij een beperking met revalidatie", bi("3.14", "8"), ri("3.16", "2"))
R_Z_Y = regel(
    "R-Z-y", "Uren van VSO, praktijkonderwijs of entree tellen mee", bi("3.14", "9"), bi("3.14", "10")
)
R_Z_M = regel("R-Z-m", "Wie het eindgesprek van de Z-route voert", bi("3.14", "4"))
R_600 = regel("R-600", "Afschalen naar A2 na 600 uur", wi("17", "3"), wi("17", "4"), bi("5.5"))
KNM01 = regel("KNM-01", "KNM als examen", bi("3.4"))
KNM02 = regel("KNM-02", "KNM in de Z-route: uren, examen naar keuze", bi("3.14"))
MAP01 = regel(
    "MAP-01",
    "MAP: ten minste veertig uur en een eindgesprek",
    wi("6", "1", "b"),
    wi("6", "6"),
    bi("3.2"),
    ri("3.1"),
)
MAP02 = regel("MAP-02", "Geen MAP in de Onderwijsroute", wi("8", "3"))
MAP03 = regel("MAP-03", "Geen vrijstelling van de MAP", wi("6", "1"), zekerheid=Zekerheid.AFGELEID)
PVT01 = regel(
    "PVT-01",
    "PVT: ten minste twaalf uur en ondertekenen bij de bijeenkomst",
    wi("6", "4"),
    wi("6", "5"),
    bi("3.1"),
)
PVT02 = regel(
    "PVT-02",
    "De tekst van de participatieverklaring ligt vast",
    wi("6", "8"),
    zekerheid=Zekerheid.ONGECONTROLEERD,
)
MP01 = regel(
    "MP-01",
    "Uren van voor het PIP die mogen meetellen",
    bi("3.1", "5"),
    bi("3.2", "3"),
    bi("3.14", "6"),
    bi("5.5", "2"),
)
DIP01 = regel("DIP-01", "Diploma of certificaat", wi("6", "2"), bi("3.15"), bi("3.16"), ri("3.18"))


def route_mogelijk(
    route: Leerroute, groep: Doelgroep, *, wens_onderwijs: bool = False, haalbaar: bool = True
) -> Answer[bool]:
    """Whether a route fits. ``haalbaar``: the college judges B1 or education feasible within the termijn."""
    if route is Leerroute.B1:
        return Outcome(True, R_B1, uitleg=("De B1-route is de gewone route: examens op B1 en KNM.",))
    if route is Leerroute.ONDERWIJS:
        if not wens_onderwijs:
            return Outcome(
                False,
                R_O,
                uitleg=("De Onderwijsroute kan alleen als iemand in de intake zei een opleiding te willen.",),
            )
        return NeedsJudgement(
            R_O,
            "Is de kans groot dat deze persoon het diploma haalt?",
            (
                "De vooropleiding en de uitslag van de leerbaarheidstoets.",
                "Het oordeel van de school voor het taalschakeltraject.",
            ),
        )
    if haalbaar:
        return Outcome(
            False, R_Z_A, uitleg=("De Z-route is voor wie de andere routes niet binnen de termijn haalt.",)
        )
    if groep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        return NeedsJudgement(
            R_Z_G,
            "Biedt het college delen van de Z-route aan?",
            (
                "Het besluit laat het college daarin vrij (Bi 3.14, eerste lid).",
                "Wat iemand zelf kan betalen of lenen.",
            ),
        )
    return Outcome(
        True, R_Z_A, uitleg=("De andere routes zijn volgens het college niet haalbaar binnen de termijn.",)
    )


@dataclass(frozen=True, slots=True)
class ZUren:
    """Hours in the Z-route that qualify. ``eerder``: Dutch and KNM of VSO, praktijkonderwijs or entree within two
    years before the PIP. ``verlaagd``: what the college asks less because of a disability with rehabilitation."""

    cursus: int = 0
    participatie: int = 0
    pvt: int = 0
    map: int = 0
    eerder: int = 0
    verlaagd: int = 0


@dataclass(frozen=True, slots=True)
class ZRest:
    """Hours still to do; ``participatie`` is 0 for who has no participation part."""

    cursus: int
    participatie: int


def z_rest(groep: Doelgroep, uren: ZUren, *, on: date) -> Outcome[ZRest]:
    """R-Z-A, R-Z-G, R-Z-x, R-Z-y: what remains of the Z-route."""
    course = parameter("z.cursus.uren", on=on).value
    left = max(course - uren.verlaagd - uren.eerder - uren.cursus, 0)
    facts = (
        Feit("cursus", "cursusuren", str(uren.cursus)),
        Feit("participatie", "participatie-uren", str(uren.participatie)),
    )
    words = [f"De cursus is **{course} uur**. Nog te doen: **{left} uur**."]
    if uren.eerder:
        words.append(f"Uren van eerder onderwijs tellen mee: {uren.eerder} ({R_Z_Y.artikelen[0]}).")
    if uren.verlaagd:
        words.append(f"Het college vraagt {uren.verlaagd} uur minder ({R_Z_X.artikelen[0]}).")
    if groep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        words.append("PVT en MAP staan los van deze uren; er is geen deel participatie.")
        return Outcome(ZRest(left, 0), R_Z_G, facts, tuple(words))
    whole = parameter("z.participatie.uren", on=on).value
    deducted = uren.pvt + uren.map
    rest = max(whole - deducted - uren.participatie, 0)
    words.append(
        f"Van de **{whole} uur** participatie gaan PVT en MAP af ({deducted} uur). Nog te doen: **{rest} uur**."
    )
    return Outcome(ZRest(left, rest), R_Z_A, facts, tuple(words))


def lager_in_z(revalidatie: bool) -> Answer[bool]:
    """R-Z-x: whether fewer hours or skills may be asked of someone with a visual or auditory disability."""
    if not revalidatie:
        return Outcome(False, R_Z_X, uitleg=("Minder uren kan alleen bij revalidatie.",))
    return NeedsJudgement(
        R_Z_X,
        "Hoeveel uren of welke vaardigheden vervallen?",
        ("Wat de revalidatie aan Nederlands en participatie al biedt.",),
    )


def eerder_onderwijs_telt(jaren_voor_pip: float) -> Outcome[bool]:
    """R-Z-y: hours of VSO, praktijkonderwijs or entree count when followed within two years before the PIP."""
    most = parameter("z.eerder.jaren", on=date(2026, 4, 2)).value
    counts = jaren_voor_pip <= most
    return Outcome(counts, R_Z_Y, uitleg=(f"Uren van ten hoogste **{most} jaar** voor het PIP tellen mee.",))


class Gespreksvoerder(StrEnum):
    """Who holds a final talk."""

    COLLEGE = "het college"
    OPENBAAR_LICHAAM = "een openbaar lichaam met mandaat"
    AANBIEDER = "de taalaanbieder"


def eindgesprek_z_geldig(door: Gespreksvoerder) -> Outcome[bool]:
    """R-Z-m: the final talk of the Z-route may not be mandated to a provider."""
    valid = door is not Gespreksvoerder.AANBIEDER
    return Outcome(
        valid,
        R_Z_M,
        (Feit("door", "gevoerd door", door.value),),
        ("Het college voert het eindgesprek zelf of mandateert een openbaar lichaam, nooit een aanbieder.",),
    )


def afschalen(nt2_uren: int, intake_uren: int, *, inspanning: bool, on: date) -> Answer[bool]:
    """R-600, MP-01: whether the B1-route may go down to A2; ``intake_uren`` are NT2 hours of the intake that qualify."""
    least = parameter("afschalen.uren", on=on).value
    total = nt2_uren + intake_uren
    facts = (
        Feit("nt2_uren", "uren NT2", str(nt2_uren)),
        Feit("intake_uren", "uren in de intake", str(intake_uren)),
    )
    if total < least:
        return Outcome(
            False, R_600, facts, (f"Afschalen vraagt **{least} uur** les; er zijn er **{total}**.",)
        )
    if not inspanning:
        return Outcome(
            False, R_600, facts, ("De inburgeraar spande zich onvoldoende in; dan kan afschalen niet.",)
        )
    return NeedsJudgement(
        R_600, "Haalt deze persoon B1 niet, ook met voldoende inspanning?",
        ("De voortgang en het oordeel van de school.", "Andere feiten die van belang zijn."), facts,
        (f"Er zijn **{total}** uren; dat is genoeg. Het college beslist, met een nieuwe versie van het PIP.",),
    )  # fmt: skip


def afschalen_tot() -> Outcome[None]:
    """T-11: going down to A2 has no last day: it can also in an extended or new termijn."""
    return Outcome(
        None, T11, uitleg=("Afschalen kan op elk moment, ook in een verlengde of nieuwe termijn.",)
    )


def wisselen_kan(van: Leerroute, naar: Leerroute) -> Outcome[tuple[str, ...]]:
    """R-SW: what a change of route carries over (Bi 5.4(4)); whether it is allowed says ``pip.check_pip``."""
    carried: tuple[str, ...]
    if naar is Leerroute.Z:
        carried = ("uren op een school met keurmerk gaan af van de cursusuren",)
    elif van is Leerroute.Z:
        carried = ("eerdere uren tellen in de intensiteit",)
    else:
        carried = ("examenpogingen en gehaalde examens tellen door", "eerdere uren tellen in de intensiteit")
    return Outcome(
        carried,
        R_SW,
        uitleg=(f"Van {van.naam} naar {naar.naam}: {'; '.join(carried)}.",),
    )


THEMAS_KNM = (
    "werk en inkomen", "omgangsvormen, waarden en normen", "wonen", "gezondheid en gezondheidszorg",
    "geschiedenis en geografie", "instanties", "staatsinrichting en rechtsstaat", "onderwijs en opvoeding",
)  # fmt: skip
THEMAS_MAP = (
    "beroepenoriëntatie", "werknemerscompetenties", "realistisch beroepsbeeld", "beroepskansen",
    "beroepscompetenties", "netwerk", "werk vinden", "werkcultuur",
)  # fmt: skip


def knm_vorm(route: Leerroute) -> Outcome[str]:
    """KNM-01, KNM-02: an exam, or hours within the course of the Z-route."""
    if route is Leerroute.Z:
        return Outcome(
            "uren",
            KNM02,
            uitleg=("In de Z-route hoort KNM bij de cursusuren; het examen mag, als dat in het PIP staat.",),
        )
    return Outcome("examen", KNM01, uitleg=(f"KNM is een examen over {len(THEMAS_KNM)} thema’s.",))


def map_klaar(route: Leerroute, *, praktijk_uren: int, eindgesprek: bool, on: date) -> Outcome[bool]:
    """MAP-01, MAP-02: hours aimed at practice on the labour market, and the final talk with the college."""
    if route is Leerroute.ONDERWIJS:
        return Outcome(True, MAP02, uitleg=("In de Onderwijsroute hoeft geen MAP.",))
    least = parameter("map.uren", on=on).value
    done = praktijk_uren >= least and eindgesprek
    words = [f"De MAP vraagt ten minste **{least} uur**; er zijn er **{praktijk_uren}**."]
    words.append(
        "Het eindgesprek met het college is gevoerd."
        if eindgesprek
        else "Het eindgesprek met het college ontbreekt."
    )
    return Outcome(done, MAP01, (Feit("praktijk_uren", "uren", str(praktijk_uren)),), tuple(words))


def map_vrijstelling() -> Outcome[bool]:
    """MAP-03: there is none, not for someone who works either."""
    return Outcome(
        False, MAP03, uitleg=("De wet kent geen vrijstelling van de MAP, ook niet voor wie werkt.",)
    )


def pvt_klaar(*, uren: int, aanwezigheid: bool, ondertekend_bij_bijeenkomst: bool, on: date) -> Outcome[bool]:
    """PVT-01: hours with registered attendance, and signed at the session."""
    least = parameter("pvt.uren", on=on).value
    missing = []
    if uren < least:
        missing.append(f"nog {least - uren} uur")
    if not aanwezigheid:
        missing.append("de aanwezigheid is niet geregistreerd")
    if not ondertekend_bij_bijeenkomst:
        missing.append("ondertekenen bij de bijeenkomst")
    words = f"Nog nodig: {', '.join(missing)}." if missing else "Het PVT is afgerond."
    return Outcome(
        not missing,
        PVT01,
        (Feit("uren", "uren", str(uren)),),
        (f"Het PVT duurt ten minste **{least} uur**.", words),
    )


def verklaring_aanpasbaar() -> Outcome[bool]:
    """PVT-02: the text is fixed by the Besluit; its annex was not read."""
    return Outcome(
        False,
        PVT02,
        uitleg=(
            "De tekst van de participatieverklaring staat in de bijlage van het Besluit en mag niet anders.",
        ),
    )


class Fase(StrEnum):
    """When an hour was made."""

    INTAKE = "brede intake"
    NA_PIP = "na het PIP"


def uur_telt(fase: Fase, soort: str) -> Answer[bool]:
    """MP-01, D8: hours before the PIP count only where the Besluit says so, and then the college decides."""
    if fase is Fase.NA_PIP:
        return Outcome(True, MP01, uitleg=("Uren na het PIP tellen.",))
    if soort not in ("pvt", "map", "z-route", "nt2", "participatiewet", "begeleiding"):
        return Outcome(
            False,
            MP01,
            uitleg=("Inspanningen voor het PIP tellen niet mee, behalve PVT, MAP, Z-route en NT2-uren.",),
        )
    return NeedsJudgement(
        MP01,
        "Telt dit uur mee?",
        (
            "Voldeed de activiteit aan de eisen?",
            "In de Z-route kunnen ook activiteiten van de Participatiewet en de begeleiding tellen.",
        ),
    )


@dataclass(frozen=True, slots=True)
class Voortgang:
    """What someone has. ``examens``: language parts passed by level; ``taalschakeltraject``: completed."""

    examens: tuple[tuple[str, Niveau], ...] = ()
    knm: bool = False
    pvt: bool = False
    map: bool = False
    taalschakeltraject: bool = False
    z: ZRest | None = None
    eindgesprek: bool = False


TAALONDERDELEN = ("lezen", "luisteren", "schrijven", "spreken")


def nog_nodig(
    route: Leerroute, v: Voortgang, niveau: Niveau = Niveau.B1, groep: Doelgroep | None = None
) -> tuple[Bevinding, ...]:
    """What stands between someone and the diploma or certificate of the route (R-B1, R-O, R-Z, DIP-01)."""
    rule = {Leerroute.B1: R_B1, Leerroute.ONDERWIJS: R_O, Leerroute.Z: R_Z_A}[route]
    if route is Leerroute.Z and groep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        rule = R_Z_G
    if route is Leerroute.ONDERWIJS:
        niveau = Niveau.B1  # no afschalen in this route
    missing: list[tuple[str, str]] = []
    if not v.pvt:
        missing.append(("pvt", "Het PVT is niet af."))
    if not v.map and route is not Leerroute.ONDERWIJS:
        missing.append(("map", "De MAP is niet af."))
    if route is Leerroute.Z:
        if v.z is None or v.z.cursus or v.z.participatie:
            missing.append(("uren", "De uren van de Z-route zijn niet vol."))
        if not v.eindgesprek:
            missing.append(("eindgesprek", "Het eindgesprek is niet gevoerd."))
    elif not (route is Leerroute.ONDERWIJS and v.taalschakeltraject):
        enough = {Niveau.A2: (Niveau.A2, Niveau.B1), Niveau.B1: (Niveau.B1,)}[niveau]
        passed = {part for part, level in v.examens if level in enough}
        missing += [
            (part, f"Het examen {part} op {niveau} ontbreekt.")
            for part in TAALONDERDELEN
            if part not in passed
        ]
        if not v.knm:
            missing.append(("knm", "Het examen KNM ontbreekt."))
    return tuple(
        Bevinding(rule, Ernst.BLOKKEERT, field, words, "Rond dit onderdeel af.") for field, words in missing
    )


def bewijs(route: Leerroute) -> Outcome[str]:
    """DIP-01: a diploma, or for the Z-route a certificate that the college hands over in person."""
    if route is Leerroute.Z:
        return Outcome("certificaat", DIP01, uitleg=("Het college reikt het certificaat persoonlijk uit.",))
    return Outcome("diploma", DIP01, uitleg=("DUO geeft het inburgeringsdiploma.",))
