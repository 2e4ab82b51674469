"""Who must inburgeren (WHO-*). DUO decides; this explains DUO's facts and replaces no decision of DUO."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.dagen import jaren, through
from wi2021.grondslag import (
    START,
    Answer,
    Feit,
    MissingFacts,
    NeedsJudgement,
    Outcome,
    Regel,
    Zekerheid,
    bi,
    datum,
    regel,
    wi,
)
from wi2021.parameters import parameter

WHO01 = regel(
    "WHO-01", "Inburgeringsplichtig bij rechtmatig verblijf voor een niet-tijdelijk doel", wi("3", "1")
)
WHO02 = regel(
    "WHO-02", "Niet plichtig: EU, EER, Zwitserland, langdurig ingezetenen en verdragen", wi("3", "2")
)
WHO03 = regel("WHO-03", "De plicht ontstaat nooit met terugwerkende kracht", wi("3", "3"))
LIJST_GELEZEN = date(2026, 4, 2)
WHO04 = regel(
    "WHO-04",
    "Niet plichtig bij een tijdelijk verblijfsdoel",
    bi("2.2", "1"),
    zeker_van=LIJST_GELEZEN,
    begin="De lijst van tijdelijke doelen is gelezen in de tekst van 02-04-2026; sinds 2022 is zij veranderd.",
)
WHO05 = regel(
    "WHO-05", "Een onderbreking van ten hoogste een jaar telt als doorlopend", bi("2.1", "2"), bi("4.2")
)
WHO06 = regel("WHO-06", "Een minderjarige handelt zelf", wi("2"))
WHO07 = regel(
    "WHO-07", "Turkse onderdanen zijn niet uitgezonderd", wi("3"), zekerheid=Zekerheid.ONGECONTROLEERD
)

OUDSTE_LEEFTIJD_ONBEKEND = "De AOW-leeftijd hangt af van het geboortejaar; DUO meldt die."


class Verblijfsdoel(StrEnum):
    """What someone is here for, as far as the duty depends on it."""

    NIET_TIJDELIJK = "niet tijdelijk"
    TIJDELIJK = "tijdelijk"
    BEDIENAAR = "geestelijk bedienaar"


# The restrictions of a permit that make a stay temporary (Bi 2.2(1), text of 2026-04-02), in a word or two each.
TIJDELIJKE_DOELEN = (
    "familie van iemand met een tijdelijk doel", "arbeid als zelfstandige", "kennismigrant", "Europese blauwe kaart",
    "seizoenarbeid", "overplaatsing binnen een onderneming", "arbeid in loondienst", "grensoverschrijdende dienstverlening",
    "onderzoek", "lerend werken", "militair of burgerpersoneel van een bondgenoot", "studie",
    "zoeken en verrichten van arbeid", "uitwisseling", "medische behandeling", "tijdelijke humanitaire gronden",
    "afwachten van een verzoek over het Nederlanderschap",
)  # fmt: skip
# Stood on the list in 2022 and no longer in the text that was read; when it was dropped isn't known.
VERVALLEN_DOEL = "vermogende vreemdeling"


@dataclass(frozen=True, slots=True)
class Verblijf:
    """The facts on which DUO decides. ``vrij_verkeer``: national of EU, EER or Switzerland, or family of one who stays
    under the free movement of persons. ``elders_voldaan``: met an integration requirement for the status of long-term
    resident in another state of EU or EER. ``verdrag``: a treaty excepts.

    ``leeftijd`` in whole years; ``aow``: has reached the AOW age.
    """

    rechtmatig: bool | None = None
    doel: Verblijfsdoel | None = None
    leeftijd: int | None = None
    aow: bool = False
    vrij_verkeer: bool = False
    elders_voldaan: bool = False
    verdrag: bool = False


def plichtig(verblijf: Verblijf, *, on: date) -> Answer[bool]:
    """Whether the duty exists on a day, as far as these facts go (WHO-01, -02, -04). DUO decides."""
    if on < START:
        return _no(WHO01, f"De Wet inburgering 2021 geldt vanaf **{datum(START)}**.")
    excepted = _excepted(verblijf)
    if excepted:
        return _no(WHO02, excepted)
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
            "Er is rechtmatig verblijf voor een niet-tijdelijk doel."
            if verblijf.doel is Verblijfsdoel.NIET_TIJDELIJK
            else "Een geestelijk bedienaar met rechtmatig verblijf is plichtig, ook bij een tijdelijk doel.",
            f"De plicht begint op zijn vroegst nu, nooit met terugwerkende kracht ({WHO03.artikelen[0]}).",
            f"De nationaliteit maakt hiervoor niet uit, ook niet de Turkse ({WHO07.zekerheid}).",
        ),
        (OUDSTE_LEEFTIJD_ONBEKEND,),
    )


def _excepted(verblijf: Verblijf) -> str:
    if verblijf.vrij_verkeer:
        return "Wie onder het vrije verkeer van de EU valt, is niet inburgeringsplichtig."
    if verblijf.elders_voldaan:
        return "Wie elders in de EU of EER aan een inburgeringseis voldeed als langdurig ingezetene, is niet plichtig."
    if verblijf.verdrag:
        return "Een verdrag laat geen inburgeringsplicht toe."
    return ""


def _no(rule: Regel, sentence: str) -> Outcome[bool]:
    return Outcome(False, rule, uitleg=(sentence,))


def tijdelijk_doel(doel: str, *, on: date) -> Answer[bool]:
    """WHO-04: whether the restriction of a permit makes the stay temporary; one that isn't on our list is to be looked up."""
    fact = Feit("doel", "verblijfsdoel", doel)
    listed = doel in TIJDELIJKE_DOELEN
    if on >= LIJST_GELEZEN and (listed or doel == VERVALLEN_DOEL):
        words = "staat op" if listed else "staat niet meer op"
        return Outcome(listed, WHO04, (fact,), (f"**{doel}** {words} de lijst van tijdelijke doelen.",))
    return NeedsJudgement(
        WHO04,
        f"Staat dit doel op **{datum(on)}** op de lijst van tijdelijke doelen?",
        (WHO04.begin, "DUO beslist of iemand plichtig is; vraag het DUO."),
        (fact,),
    )


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
    most = parameter("onderbreking.jaren", on=max(vanaf, START)).value
    whole = tot <= through(vanaf, jaren(most))
    words = (
        "telt als doorlopend; de inburgeringstermijn wordt met de onderbreking verlengd"
        if whole
        else "breekt de plicht af"
    )
    return Outcome(
        whole,
        WHO05,
        (Feit("vanaf", "vanaf", datum(vanaf)), Feit("tot", "tot en met", datum(tot))),
        (
            f"Een onderbreking van ten hoogste **{jaren(most)}** telt als doorlopend.",
            f"De onderbreking van **{datum(vanaf)}** tot en met **{datum(tot)}** {words}.",
        ),
    )
