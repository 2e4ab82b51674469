"""Who must inburgeren, in which group, and what ends or suspends the duty (section 1 of the legal dossier).

DUO decides all of this. The functions here explain DUO's facts and their effect; they replace no decision of DUO.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.dagen import add, jaren
from wi2021.facts import Doelgroep
from wi2021.grondslag import Answer, Feit, MissingFacts, Outcome, Regel, Zekerheid, bi, datum, regel, ri, wi
from wi2021.parameters import parameter

WHO01 = regel(
    "WHO-01", "Inburgeringsplichtig bij rechtmatig verblijf voor een niet-tijdelijk doel", wi("3", "1")
)
WHO02 = regel("WHO-02", "Niet plichtig: EU, EER, Zwitserland en verdragen", wi("3", "2"))
WHO03 = regel("WHO-03", "De plicht ontstaat nooit met terugwerkende kracht", wi("3", "3"))
WHO04 = regel("WHO-04", "Niet plichtig bij een tijdelijk verblijfsdoel", bi("2.2", "1"))
WHO05 = regel(
    "WHO-05", "Een onderbreking van ten hoogste een jaar telt als doorlopend", bi("2.1", "2"), bi("4.2")
)
WHO06 = regel("WHO-06", "Een minderjarige handelt zelf", wi("2"))
WHO07 = regel(
    "WHO-07", "Turkse onderdanen zijn niet uitgezonderd", wi("3"), zekerheid=Zekerheid.ONGECONTROLEERD
)

TG01 = regel("TG-01", "Asielstatushouder", wi("13", "1"), wi("16"), bi("1.1"), ri("3.5"))
TG02 = regel("TG-02", "Gezinsmigrant en overige migrant", wi("19"), wi("6", "3"), bi("1.1"))
TG03 = regel("TG-03", "Wisseling van doelgroep", wi("13", "1"), zekerheid=Zekerheid.AFGELEID)
TG04 = regel("TG-04", "De doelgroep is zoals DUO die noemt", wi("34", "1"), zekerheid=Zekerheid.AFGELEID)

EXM01 = regel("EXM-01", "Acht jaar leerplichtig geweest in Nederland", wi("4", "1", "a"), bi("2.6"))
EXM02 = regel("EXM-02", "Diploma of certificaat dat vrijstelt", wi("4", "1", "b"), ri("2.1"))
EXM03 = regel("EXM-03", "Nu leer- of kwalificatieplichtig", wi("4", "1", "c"))
EXM04 = regel("EXM-04", "Tijdelijke vrijstelling tijdens een opleiding", wi("4", "1", "d"), ri("2.2"))
EXM05 = regel("EXM-05", "Aantoonbaar voldoende ingeburgerd", wi("4", "1", "e"), bi("2.3"), ri("2.3", "3"))
EXM06 = regel("EXM-06", "DUO beslist binnen acht weken op een verzoek om vrijstelling", ri("2.3", "2"))
EXM07 = regel("EXM-07", "Vrijstelling van delen van het examen", wi("7", "3"), ri("3.12"))
ONT01 = regel("ONT-01", "Ontheffing om medische redenen", wi("5", "1"), bi("2.7"), ri("2.5"), ri("2.7"))
ONT02 = regel(
    "ONT-02", "Ontheffing om bijzondere individuele omstandigheden", wi("5", "2"), bi("2.8"), ri("2.6")
)
KEN01 = regel("KEN-01", "Kennisgeving van DUO", bi("5.3", "1"), bi("9.1", "3"))
TRA01 = regel(
    "TRA-01",
    "Wie op 31-12-2021 onder de Wet inburgering 2013 viel, blijft daaronder",
    wi("54", "1"),
    wi("54", "2"),
)
TRA02 = regel(
    "TRA-02",
    "Vrijstelling van de oude wet telt als tijdelijke vrijstelling",
    wi("54", "3"),
    van=date(2023, 1, 1),
)
END01 = regel(
    "END-01", "Einde van de inburgeringsplicht", wi("3"), wi("4"), wi("5"), zekerheid=Zekerheid.AFGELEID
)

OUDSTE_LEEFTIJD_ONBEKEND = "De AOW-leeftijd hangt af van het geboortejaar; DUO meldt die."


class Verblijfsdoel(StrEnum):
    """What someone is here for, as far as the duty depends on it."""

    NIET_TIJDELIJK = "niet tijdelijk"
    TIJDELIJK = "tijdelijk"
    BEDIENAAR = "geestelijk bedienaar"


@dataclass(frozen=True, slots=True)
class Verblijf:
    """The facts on which DUO decides. ``vrij_verkeer``: national of EU, EER or Switzerland, or family of one.

    ``leeftijd`` in whole years; ``aow``: has reached the AOW age.
    """

    rechtmatig: bool | None = None
    doel: Verblijfsdoel | None = None
    leeftijd: int | None = None
    aow: bool = False
    vrij_verkeer: bool = False


def plichtig(verblijf: Verblijf, *, on: date) -> Answer[bool]:
    """Whether the duty exists on a day, as far as these facts go (WHO-01, -02, -04). DUO decides."""
    if verblijf.vrij_verkeer:
        return _no(WHO02, "Wie onder het vrije verkeer van de EU valt, is niet inburgeringsplichtig.")
    missing = [n for n in ("rechtmatig", "doel", "leeftijd") if getattr(verblijf, n) is None]
    if missing or verblijf.leeftijd is None:
        return MissingFacts(WHO01, tuple(missing), ("DUO beslist met deze gegevens of iemand plichtig is.",))
    if verblijf.doel is Verblijfsdoel.TIJDELIJK:
        return _no(WHO04, "Het verblijfsdoel is tijdelijk, zoals studie of kennismigratie.")
    youngest = parameter("plicht.leeftijd", on=on).value
    if not verblijf.rechtmatig or verblijf.leeftijd < youngest or verblijf.aow:
        return _no(
            WHO01,
            f"De plicht geldt bij rechtmatig verblijf, vanaf **{youngest} jaar** en tot de AOW-leeftijd.",
        )
    return Outcome(
        True,
        WHO01,
        (Feit("leeftijd", "leeftijd", str(verblijf.leeftijd)),),
        (
            "Er is rechtmatig verblijf voor een niet-tijdelijk doel.",
            f"De plicht begint op zijn vroegst nu, nooit met terugwerkende kracht ({WHO03.artikelen[0]}).",
            f"De nationaliteit maakt hiervoor niet uit, ook niet de Turkse ({WHO07.zekerheid}).",
        ),
        (OUDSTE_LEEFTIJD_ONBEKEND,),
    )


def _no(rule: Regel, sentence: str) -> Outcome[bool]:
    return Outcome(False, rule, uitleg=(sentence,))


def handelt_zelf(leeftijd: int) -> Outcome[bool]:
    """WHO-06: a minor may ask, object and agree without a parent."""
    return Outcome(
        True,
        WHO06,
        (Feit("leeftijd", "leeftijd", str(leeftijd)),),
        ("Voor deze wet handelt iemand zelf, ook onder de 18 jaar.",),
    )


def doorlopend(vanaf: date, tot: date) -> Outcome[bool]:
    """WHO-05: whether a gap from ``vanaf`` up to and including ``tot`` leaves the duty unbroken; then X-m adds it."""
    most = parameter("onderbreking.jaren", on=vanaf).value
    whole = tot < add(vanaf, jaren(most))
    words = (
        "telt als doorlopend; de inburgeringstermijn wordt met de onderbreking verlengd"
        if whole
        else "breekt de plicht af"
    )
    return Outcome(
        whole,
        WHO05,
        (Feit("vanaf", "vanaf", datum(vanaf)), Feit("tot", "tot en met", datum(tot))),
        (f"Een onderbreking van **{datum(vanaf)}** tot en met **{datum(tot)}** {words}.",),
    )


class Aanspraak(StrEnum):
    """What belongs to a group."""

    BEGELEIDING = "maatschappelijke begeleiding"
    AANBOD = "inburgeringsaanbod van de gemeente"
    GRATIS_EXAMENS = "twee gratis examenpogingen per onderdeel"
    EIGEN_CURSUS = "zelf een cursus kiezen en betalen"
    LENING = "lening bij DUO"
    PVT_EN_MAP = "PVT en MAP van de gemeente"


def aanspraken(groep: Doelgroep) -> Outcome[tuple[Aanspraak, ...]]:
    """TG-01, TG-02: what follows from the group that DUO names."""
    found: tuple[Aanspraak, ...]
    if groep is Doelgroep.ASIELSTATUSHOUDER:
        found = (Aanspraak.BEGELEIDING, Aanspraak.AANBOD, Aanspraak.GRATIS_EXAMENS, Aanspraak.PVT_EN_MAP)
        return Outcome(
            found,
            TG01,
            uitleg=(
                "Een asielstatushouder krijgt begeleiding en een aanbod van de gemeente, en geen lening.",
            ),
        )
    found = (Aanspraak.EIGEN_CURSUS, Aanspraak.LENING, Aanspraak.PVT_EN_MAP)
    return Outcome(
        found,
        TG02,
        uitleg=(
            "Een gezinsmigrant of overige migrant kiest en betaalt zelf de cursus, en kan daarvoor lenen bij DUO.",
        ),
    )


def groepswissel(van: Doelgroep, naar: Doelgroep, *, on: date) -> Outcome[tuple[Aanspraak, ...]]:
    """TG-03: which entitlements fall away or begin on the day DUO reports another group."""
    before, after = set(aanspraken(van).value), aanspraken(naar).value
    gone = [a.value for a in aanspraken(van).value if a not in after]
    fresh = [a.value for a in after if a not in before]
    return Outcome(
        after,
        TG03,
        (Feit("van", "was", van.value), Feit("naar", "is", naar.value)),
        (
            f"Vanaf **{datum(on)}** noemt DUO een andere doelgroep.",
            f"Nieuw: {', '.join(fresh) or 'niets'}. Vervalt: {', '.join(gone) or 'niets'}.",
            "Kijk na wat dit betekent voor het PIP, het aanbod en de kosten.",
        ),
        (
            "Bij verlies van asielrechten behandelt DUO iemand als asielstatushouder, tenzij hij daarvan afziet.",
        ),
    )


GEDETAILLEERD = (
    "Asielstatushouder", "Geestelijk bedienaar", "Gezinshereniger", "Gezinshereniger met Asielstatushouder",
    "Gezinsvormer", "Gezinsvormer met Asielstatushouder", "Overig",
)  # fmt: skip


def doelgroep(indeling: str, gedetailleerd: str = "") -> Outcome[Doelgroep]:
    """TG-04: DUO's words as they come. ValueError for a word that DUO doesn't use."""
    if gedetailleerd and gedetailleerd not in GEDETAILLEERD:
        raise ValueError(f"onbekende doelgroep van DUO: {gedetailleerd}")
    group = Doelgroep(indeling)
    return Outcome(
        group,
        TG04,
        (Feit("indeling", "indeling van DUO", group.value),),
        ("De doelgroep komt van DUO en volgt nooit uit de verblijfstitel.",),
    )


class Gevolg(StrEnum):
    """What a decision of DUO does to the duty."""

    EINDE = "de plicht eindigt"
    RUST = "de plicht rust"
    DEEL = "een deel vervalt, de plicht blijft"
    LOOPT = "de plicht loopt"


GEVOLGEN: dict[str, tuple[Regel, Gevolg, str]] = {
    "EXM-01": (EXM01, Gevolg.EINDE, "Wie acht jaar leerplichtig was in Nederland, is vrijgesteld."),
    "EXM-02": (EXM02, Gevolg.EINDE, "Een diploma van de lijst stelt helemaal vrij."),
    "EXM-03": (EXM03, Gevolg.RUST, "Wie nu leer- of kwalificatieplichtig is, is vrijgesteld zolang dat duurt."),
    "EXM-04": (EXM04, Gevolg.RUST, "Tijdens een opleiding die tot een vrijstellend diploma leidt, rust de plicht."),
    "EXM-05": (EXM05, Gevolg.EINDE, "Wie aantoonbaar voldoende is ingeburgerd, is vrijgesteld."),
    "EXM-07": (EXM07, Gevolg.DEEL, "Een certificaat stelt vrij van een deel van het examen."),
    "ONT-01": (ONT01, Gevolg.EINDE, "Wie om medische redenen niet binnen vijf jaar kan voldoen, wordt ontheven."),
    "ONT-01-deel": (ONT01, Gevolg.DEEL, "Een gedeeltelijke ontheffing: ten hoogste drie van de vier taalonderdelen, of KNM."),
    "ONT-02": (ONT02, Gevolg.EINDE, "Bij een zeer schrijnend geval kan DUO ontheffen; het college geeft advies."),
    "TRA-02": (TRA02, Gevolg.RUST, "De vrijstelling van de oude wet telt als een tijdelijke vrijstelling."),
    "END-01": (END01, Gevolg.EINDE, "DUO meldt dat de plicht eindigt, met de reden."),
    "KEN-01": (KEN01, Gevolg.LOOPT, "DUO stuurt een kennisgeving en meldt de gegevens aan het college."),
}  # fmt: skip


def gevolg(besluit: str) -> Outcome[Gevolg]:
    """The effect of a decision of DUO. KeyError for one that isn't known."""
    rule, effect, sentence = GEVOLGEN[besluit]
    return Outcome(effect, rule, uitleg=(sentence, f"Gevolg: {effect.value}."))


def beslist_uiterlijk(aangevraagd: date) -> Outcome[date]:
    """EXM-06: until when DUO decides on a request for an exemption, counted from the day after the request."""
    weeks = parameter("duo.beslist.weken", on=aangevraagd).value
    last = date.fromordinal(aangevraagd.toordinal() + 7 * weeks)
    return Outcome(
        last,
        EXM06,
        (Feit("aangevraagd", "aangevraagd", datum(aangevraagd)),),
        (f"DUO beslist binnen {weeks} weken: uiterlijk **{datum(last)}**.",),
    )


def welke_wet(wi2013_op_31_12_2021: bool | None) -> Answer[str]:
    """TRA-01: under which act someone falls."""
    if wi2013_op_31_12_2021 is None:
        return MissingFacts(TRA01, ("wi2013_op_31_12_2021",), ("DUO weet onder welke wet iemand valt.",))
    if wi2013_op_31_12_2021:
        return Outcome(
            "Wi2013",
            TRA01,
            uitleg=(
                "Op 31-12-2021 gold de Wet inburgering 2013. Die blijft gelden; in dit systeem hoort geen PIP.",
            ),
        )
    return Outcome(
        "Wi2021", TRA01, uitleg=("De Wet inburgering 2013 gold niet op 31-12-2021. De nieuwe wet geldt.",)
    )
