"""What a decision of DUO does to the duty: exemptions, dispensations, the notice and the end (EXM-*, ONT-*, KEN, END)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wi2021.dagen import Einde, Gesteld, einde, weken
from wi2021.grondslag import (
    START,
    Feit,
    Kracht,
    Outcome,
    Regel,
    Zekerheid,
    bedrag,
    bi,
    datum,
    regel,
    ri,
    voorbehoud_begin,
    wi,
)
from wi2021.parameters import parameter
from wi2021.plicht.overgang import TRA02

EXM01 = regel("EXM-01", "Acht jaar leerplichtig geweest in Nederland", wi("4", "1", "a"), bi("2.6"))
EXM02 = regel("EXM-02", "Diploma of certificaat dat vrijstelt", wi("4", "1", "b"), ri("2.1"))
EXM03 = regel("EXM-03", "Nu leer- of kwalificatieplichtig", wi("4", "1", "c"))
EXM04 = regel("EXM-04", "Tijdelijke vrijstelling tijdens een opleiding", wi("4", "1", "d"), ri("2.2"))
EXM05 = regel("EXM-05", "Aantoonbaar voldoende ingeburgerd", wi("4", "1", "e"), bi("2.3"), ri("2.3", "3"))
EXM06 = regel("EXM-06", "DUO beslist binnen acht weken op een verzoek om vrijstelling", ri("2.3", "2"))
EXM07 = regel(
    "EXM-07", "Vrijstelling van delen van het examen", wi("7", "3"), ri("3.12"), ri("3.13"), ri("3.14")
)
ONT01 = regel("ONT-01", "Ontheffing om medische redenen", wi("5", "1"), bi("2.7"), ri("2.5"), ri("2.7"))
ONT02 = regel(
    "ONT-02", "Ontheffing om bijzondere individuele omstandigheden", wi("5", "2"), bi("2.8"), ri("2.6")
)
KEN01 = regel("KEN-01", "Kennisgeving van DUO", bi("5.3", "1"), bi("9.1", "3"))
END01 = regel(
    "END-01", "Einde van de inburgeringsplicht", wi("3"), wi("4"), wi("5"), zekerheid=Zekerheid.AFGELEID
)


class Gevolg(StrEnum):
    """What a decision of DUO does to the duty."""

    EINDE = "de plicht eindigt"
    RUST = "de plicht rust"
    DEEL = "een deel vervalt, de plicht blijft"
    LOOPT = "de plicht loopt"
    GEEN = "geen: de regel gold nog niet"


# Decision -> its rule, what it does, and a sentence in which the numbered gaps are the numbers of the law named behind it.
GEVOLGEN: dict[str, tuple[Regel, Gevolg, str, tuple[str, ...]]] = {
    "EXM-01": (EXM01, Gevolg.EINDE, "Wie ten minste **{0} jaar** leer- of kwalificatieplichtig was in Nederland, is vrijgesteld. Dat blijkt uit de BRP.", ("vrijstelling.leerplicht.jaren",)),
    "EXM-02": (EXM02, Gevolg.EINDE, "Een diploma van de lijst stelt helemaal vrij.", ()),
    "EXM-03": (EXM03, Gevolg.RUST, "Wie nu leer- of kwalificatieplichtig is, is vrijgesteld zolang dat duurt.", ()),
    "EXM-04": (EXM04, Gevolg.RUST, "Tijdens een opleiding die tot een vrijstellend diploma leidt, rust de plicht.", ()),
    "EXM-05": (EXM05, Gevolg.EINDE, "Wie **{0} jaar** onafgebroken stond ingeschreven, **{1} jaar** werkte (ook als vrijwilliger) en in een gesprek Nederlands op B1 laat horen, is vrijgesteld.", ("ingeburgerd.inschrijving.jaren", "ingeburgerd.werk.jaren")),
    "EXM-07": (EXM07, Gevolg.DEEL, "Een certificaat stelt vrij van een deel van het examen, in de B1-route en de Onderwijsroute.", ()),
    "ONT-01": (ONT01, Gevolg.EINDE, "Wie om medische redenen niet binnen **{0} jaar** na de aanvraag kan voldoen, wordt ontheven. Een onafhankelijk arts adviseert.", ("ontheffing.medisch.jaren",)),
    "ONT-01-deel": (ONT01, Gevolg.DEEL, "Een gedeeltelijke ontheffing: ten hoogste **{0}** van de vier taalonderdelen, of KNM, of de participatie van de Z-route (niet PVT en MAP).", ("ontheffing.taalonderdelen",)),
    "ONT-02": (ONT02, Gevolg.EINDE, "In een zeer schrijnend geval kan DUO helemaal ontheffen, ook uit eigen beweging. Bij een aanvraag hoort een advies van het college.", ()),
    "TRA-02": (TRA02, Gevolg.RUST, "De vrijstelling van de oude wet telt als een tijdelijke vrijstelling.", ()),
    "END-01": (END01, Gevolg.EINDE, "DUO meldt dat de plicht eindigt: voldaan, vrijgesteld, ontheven, ander verblijfsdoel, langer dan een jaar weg, Nederlander, AOW-leeftijd of overleden.", ()),
    "KEN-01": (KEN01, Gevolg.LOOPT, "DUO stuurt een kennisgeving en meldt de gegevens aan het college.", ()),
}  # fmt: skip


def gevolg(besluit: str, *, on: date) -> Outcome[Gevolg]:
    """The effect of a decision of DUO on the day ``on``. KeyError for one that isn't known."""
    rule, effect, sentence, keys = GEVOLGEN[besluit]
    if rule.kracht(on) is Kracht.GELDT_NIET:
        return Outcome(Gevolg.GEEN, rule, uitleg=voorbehoud_begin(rule, on))
    numbers = [parameter(key, on=on).value for key in keys]
    return Outcome(effect, rule, uitleg=(sentence.format(*numbers), f"Gevolg: {effect.value}."))


@dataclass(frozen=True, slots=True)
class Verzoek:
    """A request to DUO: the rule of its term, the number of weeks, and who set the term."""

    regel: Regel
    weken: str
    gesteld: Gesteld


# The eight weeks of exemptions stand in the Regeling, those of dispensations in the Besluit: only the latter are an AMvB.
VERZOEKEN: dict[str, Verzoek] = {
    **{key: Verzoek(EXM06, "vrijstelling.beslissen.weken", Gesteld.REGELING) for key in ("EXM-02", "EXM-04", "EXM-05")},
    "EXM-07": Verzoek(EXM07, "vrijstelling.deel.beslissen.weken", Gesteld.REGELING),
    "ONT-01": Verzoek(ONT01, "ontheffing.beslissen.weken", Gesteld.WET),
    "ONT-02": Verzoek(ONT02, "ontheffing.bijzonder.beslissen.weken", Gesteld.WET),
}  # fmt: skip


def beslist_uiterlijk(verzoek: str, aangevraagd: date) -> Outcome[Einde]:
    """EXM-06, EXM-07, ONT-01, ONT-02: until when DUO decides on a request received on ``aangevraagd``.

    Whether the Algemene termijnenwet moves the term of an exemption isn't checked: then ``mogelijk`` is the later day.
    KeyError for a request that DUO doesn't know.
    """
    found = VERZOEKEN[verzoek]
    length = weken(parameter(found.weken, on=max(aangevraagd, START)).value)
    end = einde(aangevraagd, length, gesteld=found.gesteld)
    return Outcome(
        end,
        found.regel,
        (Feit("aangevraagd", "aangevraagd", datum(aangevraagd)),),
        (f"Het verzoek is van **{datum(aangevraagd)}**. DUO beslist binnen {length}.", *end.stappen),
    )


LEGES = {
    "EXM-05": (EXM05, "ingeburgerd.leges.centen", "Wie deze vrijstelling aanvraagt, betaalt **{0}**."),
    "ONT-01": (
        ONT01,
        "ontheffing.leges.centen",
        "De medische verklaring kost **{0}**. Bij een positief advies of een aangepast examen krijgt iemand dat terug.",
    ),
}


def leges(verzoek: str, *, on: date) -> Outcome[int]:
    """EXM-05, ONT-01: what a request costs, in cents. KeyError for a request without a fee."""
    rule, key, sentence = LEGES[verzoek]
    found = parameter(key, on=max(on, START))
    unsure: tuple[str, ...] = ()
    if found.zeker_van and on < found.zeker_van:
        unsure = (
            f"Dit bedrag is gelezen in de tekst van {datum(found.zeker_van)}. Of het op {datum(on)} ook gold, is nog niet gecontroleerd.",
        )
    return Outcome(found.value, rule, uitleg=(sentence.format(bedrag(found.value)), *unsure))
