"""The brede intake: what it must contain, when the leerbaarheidstoets may be left out, and the ladder of oproepen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.facts import Oproep
from wi2021.grondslag import (
    Answer,
    Artikel,
    Bevinding,
    Ernst,
    Feit,
    NeedsJudgement,
    Outcome,
    bi,
    datum,
    regel,
    ri,
    wi,
)
from wi2021.parameters import parameter

INT01 = regel("INT-01", "Verplichte onderdelen van de brede intake (wet)", wi("14", "3"))
INT02 = regel("INT-02", "Verplichte onderdelen van de brede intake (besluit)", bi("5.2", "1"))
INT03 = regel("INT-03", "Wijzen op het recht op een gesprek alleen", bi("5.2", "2"))
INT04 = regel("INT-04", "Relevante informatie op schrift", bi("5.2", "3"))
INT05 = regel(
    "INT-05", "De leerbaarheidstoets adviseert, het college beslist", wi("14", "5"), wi("35", "1"), ri("5.1")
)
INT06 = regel("INT-06", "Ontheffing van de toets bij een visuele beperking", wi("14", "6", "a"))
INT07 = regel("INT-07", "Ontheffing van de toets bij een auditieve beperking", wi("14", "6", "b"))
INT08 = regel("INT-08", "Verhuisd met een leerroute: geen nieuwe toets", wi("15", "4"))
INT09 = regel("INT-09", "COA levert gegevens voor de overdracht", wi("10"), wi("35", "2"), bi("9.4", "3"))
PRC02 = regel("PRC-02", "Volgorde van oproepen: eerst waarschuwen", wi("14", "2"), wi("22"))


class Onderdeel(StrEnum):
    """A block that the intake must contain."""

    LEERBAARHEIDSTOETS = "leerbaarheidstoets"
    OPLEIDING = "opleiding"
    WERKERVARING = "werkervaring"
    OMSTANDIGHEDEN = "omstandigheden"
    LICHAMELIJKE_GEZONDHEID = "lichamelijke_gezondheid"
    PSYCHISCHE_GEZONDHEID = "psychische_gezondheid"
    VVE = "vve"
    TAALNIVEAU = "taalniveau"
    ARBEIDSPARTICIPATIE = "arbeidsparticipatie"
    ZELFREDZAAMHEID = "zelfredzaamheid"


@dataclass(frozen=True, slots=True)
class Eis:
    """What a block is for: Dutch label, one line of purpose, and the article that asks it."""

    label: str
    doel: str
    artikel: Artikel


EISEN: dict[Onderdeel, Eis] = {
    Onderdeel.LEERBAARHEIDSTOETS: Eis(
        "Leerbaarheidstoets", "Is B1 in drie jaar haalbaar?", wi("14", "3", "a")
    ),
    Onderdeel.OPLEIDING: Eis(
        "Opleiding", "Welke opleiding volgde iemand in het land van herkomst?", wi("14", "3", "b")
    ),
    Onderdeel.WERKERVARING: Eis(
        "Werkervaring", "Welk werk deed iemand, en wat kan iemand?", wi("14", "3", "b")
    ),
    Onderdeel.OMSTANDIGHEDEN: Eis(
        "Persoonlijke omstandigheden", "Wat helpt of hindert bij het leren?", wi("14", "3", "c")
    ),
    Onderdeel.LICHAMELIJKE_GEZONDHEID: Eis(
        "Lichamelijke gezondheid", "Alleen wat invloed heeft op leren en meedoen.", wi("14", "3", "c")
    ),
    Onderdeel.PSYCHISCHE_GEZONDHEID: Eis(
        "Psychische gezondheid", "Alleen wat invloed heeft op leren en meedoen.", wi("14", "3", "c")
    ),
    Onderdeel.VVE: Eis(
        "Voor- en vroegschoolse educatie", "Zijn er jonge kinderen, en kan VVE?", wi("14", "3", "d")
    ),
    Onderdeel.TAALNIVEAU: Eis("Taalniveau", "Hoe goed is het Nederlands nu?", bi("5.2", "1")),
    Onderdeel.ARBEIDSPARTICIPATIE: Eis(
        "Arbeidsparticipatie", "Welk werk wil iemand, en wat is daarvoor nodig?", bi("5.2", "1")
    ),
    Onderdeel.ZELFREDZAAMHEID: Eis(
        "Zelfredzaamheid", "Wat lukt zelf, en waarbij is hulp nodig?", bi("5.2", "1")
    ),
}


class Toetsuitslag(StrEnum):
    """The result as DUO gives it."""

    HAALBAAR = "B1-route haalbaar"
    NIET_HAALBAAR = "B1-route niet haalbaar"
    ONBEKEND = "Onbekend"


@dataclass(frozen=True, slots=True)
class Toets:
    """What is known of the leerbaarheidstoets. ``ontheven``: the college's exemption with its ground."""

    aangemeld: date | None = None
    afgenomen: date | None = None
    uitslag: Toetsuitslag | None = None
    ontheven: date | None = None
    grond: str = ""


@dataclass(frozen=True, slots=True)
class IntakeFeiten:
    """The state of an intake. ``ingevuld``: blocks that are complete; ``alleen_gewezen``: the day the right to talk
    alone was pointed out, with the choice made in ``alleen_keuze``; ``verslag``: a written record exists."""

    ingevuld: frozenset[Onderdeel] = frozenset()
    toets: Toets = Toets()
    visuele_beperking: bool | None = None
    auditieve_beperking: bool | None = None
    kan_toets_maken: bool | None = None
    leerroute_van_vorige_gemeente: bool = False
    alleen_gewezen: date | None = None
    alleen_keuze: str = ""
    verslag: bool = False
    oproepen: tuple[Oproep, ...] = ()
    in_afwezigheid: bool = False


def toets_nodig(facts: IntakeFeiten) -> Answer[bool]:
    """Whether the leerbaarheidstoets must be taken, or the college exempts (INT-06, INT-07) or none is needed (INT-08)."""
    if facts.leerroute_van_vorige_gemeente:
        return Outcome(
            False,
            INT08,
            uitleg=("De vorige gemeente stelde al een leerroute vast. Een nieuwe toets is niet nodig.",),
        )
    if facts.visuele_beperking:
        return Outcome(
            False, INT06, (Feit("visuele_beperking", "visuele beperking", "ja"),),
            ("Bij een visuele beperking ontheft het college van de toets.",),
        )  # fmt: skip
    if facts.auditieve_beperking:
        return _deaf(facts)
    return Outcome(True, INT01, uitleg=("De leerbaarheidstoets is een verplicht onderdeel van de intake.",))


def _deaf(facts: IntakeFeiten) -> Answer[bool]:
    heard = Feit("auditieve_beperking", "auditieve beperking", "ja")
    if facts.kan_toets_maken is None:
        return NeedsJudgement(
            INT07,
            "Kan deze persoon de toets maken, zo nodig met een tolk?",
            ("Is er een tolk gebarentaal of schrijftolk beschikbaar?", "Begrijpt de persoon de opdrachten?"),
            (heard,),
        )
    if facts.kan_toets_maken:
        return Outcome(
            True, INT07, (heard,), ("De persoon kan de toets maken: er is geen grond voor ontheffing.",)
        )
    return Outcome(
        False, INT07, (heard,), ("De persoon kan de toets niet maken: het college ontheft van de toets.",)
    )


def toets_klaar(facts: IntakeFeiten) -> bool:
    """Whether nothing more is to be done about the toets."""
    needed = toets_nodig(facts)
    if isinstance(needed, Outcome) and not needed.value:
        return needed.regel is INT08 or facts.toets.ontheven is not None
    return facts.toets.uitslag is not None


def check_intake(facts: IntakeFeiten, *, on: date) -> tuple[Bevinding, ...]:
    """What is still missing for a lawful intake on the day ``on``; empty: complete.

    An intake completed in absence after three oproepen lacks blocks lawfully; then only the ladder is checked.
    """
    if facts.in_afwezigheid:
        return tuple(_absence(facts))
    return (*_blocks(facts), *_toets(facts), *_formalities(facts))


def _blocks(facts: IntakeFeiten) -> Iterator[Bevinding]:
    for onderdeel, eis in EISEN.items():
        if onderdeel is Onderdeel.LEERBAARHEIDSTOETS or onderdeel in facts.ingevuld:
            continue
        rule = INT01 if eis.artikel.regeling.name == "WI" else INT02
        yield Bevinding(
            rule, Ernst.BLOKKEERT, onderdeel.value, f"{eis.label} is nog niet ingevuld ({eis.artikel}).",
            f"Vul het onderdeel {eis.label.lower()} in.",
        )  # fmt: skip


def _toets(facts: IntakeFeiten) -> Iterator[Bevinding]:
    if toets_klaar(facts):
        return
    field = Onderdeel.LEERBAARHEIDSTOETS.value
    needed = toets_nodig(facts)
    if isinstance(needed, NeedsJudgement):
        yield Bevinding(
            needed.regel, Ernst.BLOKKEERT, field, needed.vraag, "Leg uw oordeel vast bij de toets."
        )
    elif isinstance(needed, Outcome) and not needed.value:
        yield Bevinding(needed.regel, Ernst.BLOKKEERT, field, needed.uitleg[0], "Leg de ontheffing vast.")
    elif facts.toets.aangemeld is None:
        yield Bevinding(
            INT01,
            Ernst.BLOKKEERT,
            field,
            "De leerbaarheidstoets is nog niet aangevraagd.",
            "Meld de persoon aan bij DUO.",
        )
    else:
        yield Bevinding(
            INT01, Ernst.BLOKKEERT, field,
            f"De uitslag van de leerbaarheidstoets is er nog niet (aangemeld {datum(facts.toets.aangemeld)}).",
            "Wacht op DUO, of leg vast dat het PIP zonder deze uitslag niet kan.",
        )  # fmt: skip


def _formalities(facts: IntakeFeiten) -> Iterator[Bevinding]:
    if facts.alleen_gewezen is None or not facts.alleen_keuze:
        yield Bevinding(
            INT03, Ernst.BLOKKEERT, "alleen_gewezen",
            f"Er is nog niet vastgelegd dat u hebt gewezen op het recht op een gesprek alleen ({INT03.artikelen[0]}).",
            "Leg de datum vast en wat de inburgeraar koos.",
        )  # fmt: skip
    if not facts.verslag:
        yield Bevinding(
            INT04, Ernst.BLOKKEERT, "verslag", f"Er is nog geen gesprek op schrift ({INT04.artikelen[0]}).",
            "Leg ten minste één gesprek vast.",
        )  # fmt: skip


def _absence(facts: IntakeFeiten) -> Iterator[Bevinding]:
    needed = parameter(
        "oproepen.tot_afwezigheid", on=max((o.verzonden for o in facts.oproepen), default=date.max)
    ).value
    missed = [o for o in facts.oproepen if o.uitkomst in MISSED]
    if len(missed) < needed:
        yield Bevinding(
            PRC02, Ernst.BLOKKEERT, "in_afwezigheid",
            f"In afwezigheid afronden kan pas na {needed} oproepen zonder gehoor; er zijn er {len(missed)}.",
            "Stuur een waarschuwing met een herhaalde oproep.",
        )  # fmt: skip


MISSED = ("niet_verschenen", "onvoldoende")


class Stap(StrEnum):
    """The next act on the ladder of oproepen."""

    OPROEPEN = "oproepen"
    WACHTEN = "wachten"
    WAARSCHUWEN_EN_OPROEPEN = "waarschuwen_en_oproepen"
    GESPREK = "gesprek"
    AFRONDEN_IN_AFWEZIGHEID = "afronden_in_afwezigheid"


def next_step(oproepen: tuple[Oproep, ...], *, asiel: bool, on: date) -> Outcome[Stap]:
    """What comes next after the oproepen so far. The warning is never skipped (PRC-02).

    A fine is never proposed here: for an asielstatushouder there is none in principle (ENF-GATE); for others it
    is a decision of its own, with a hearing.
    """
    if not oproepen:
        return Outcome(Stap.OPROEPEN, PRC02, uitleg=("Roep de inburgeraar op voor de brede intake.",))
    last = max(oproepen, key=lambda o: o.nummer)
    if not last.uitkomst:
        over = on > last.termijn_tot
        sentence = (
            "De termijn is voorbij: leg vast wat eruit kwam."
            if over
            else f"De oproep loopt tot en met **{datum(last.termijn_tot)}**."
        )
        return Outcome(Stap.WACHTEN, PRC02, uitleg=(sentence,))
    if last.uitkomst == "met_reden":
        return Outcome(
            Stap.OPROEPEN,
            PRC02,
            uitleg=("Er was een goede reden. Maak een nieuwe afspraak; dit telt niet als verzuim.",),
        )
    if last.uitkomst not in MISSED:
        return Outcome(Stap.GESPREK, PRC02, uitleg=("De inburgeraar verscheen. Voer de gesprekken.",))
    missed = sum(o.uitkomst in MISSED for o in oproepen)
    needed = parameter("oproepen.tot_afwezigheid", on=last.verzonden).value
    if missed >= needed:
        return Outcome(
            Stap.AFRONDEN_IN_AFWEZIGHEID, PRC02,
            uitleg=(f"Na **{missed}** oproepen zonder gehoor rondt het college de intake in afwezigheid af.",),
        )  # fmt: skip
    gate = (
        "Voor een asielstatushouder stelt Wegwijs geen boete voor; zoek het gesprek, ga op huisbezoek of schakel het wijkteam in."
        if asiel
        else ""
    )
    return Outcome(
        Stap.WAARSCHUWEN_EN_OPROEPEN, PRC02,
        uitleg=tuple(s for s in ("Stuur een schriftelijke waarschuwing met een herhaalde oproep en een nieuwe termijn.", gate) if s),
    )  # fmt: skip


def deviates(uitslag: Toetsuitslag | None, leerroute_z: bool) -> bool:
    """Whether the route chosen goes against the result: then a reasoned deviation is asked (INT-05)."""
    if uitslag is Toetsuitslag.HAALBAAR:
        return leerroute_z
    return uitslag is Toetsuitslag.NIET_HAALBAAR and not leerroute_z


def advies(uitslag: Toetsuitslag, leerroute_z: bool) -> Outcome[bool]:
    """INT-05: whether a route follows the toets; going against it is allowed, with a reason that is written down."""
    follows = not deviates(uitslag, leerroute_z)
    words = "volgt de uitslag" if follows else "wijkt af van de uitslag; leg uit waarom"
    return Outcome(
        follows,
        INT05,
        (Feit("uitslag", "uitslag", uitslag.value),),
        (f"De route {words}. Het college beslist.",),
    )


def coa_supplies() -> Outcome[tuple[str, ...]]:
    """INT-09: what COA may hand over for someone housed from its reception."""
    fields = (
        "identiteit en BSN",
        "samenstelling van het gezin",
        "voortgang voorinburgering",
        "taalvaardigheid",
    )
    return Outcome(fields, INT09, uitleg=(f"COA mag delen: {', '.join(fields)}.",))
