"""DUO's own values, as its machine-to-machine interface spells them (duonl/gemeente-m2m-inburgering, 11-06-2026)."""

from dataclasses import dataclass
from enum import StrEnum


class Api(StrEnum):
    """One of DUO's interfaces that a notification tells us to ask."""

    PLICHT = "Inburgeringsplicht"
    TERMIJN = "Inburgeringstermijn"
    TOETS = "Leerbaarheidstoets"
    VRIJSTELLING = "Vrijstelling"
    ONTHEFFING = "Ontheffing"
    PIP = "PIP"
    EXAMEN = "Examen"


class Effect(StrEnum):
    """What an event does besides bringing facts."""

    OPEN = "dossier openen of bijwerken"
    FACTS = "gegevens bijwerken"
    VERZOEK = "besluit op een verzoek vastleggen"
    SIGNAAL = "bewaren en laten zien"


@dataclass(frozen=True, slots=True)
class Event:
    """A notification: what it means, which interfaces to ask, what it does, and what someone must then do."""

    id: str
    meaning: str
    effect: Effect
    apis: tuple[Api, ...] = ()
    task: str = ""


_P, _T, _L, _V, _O, _X = Api.PLICHT, Api.TERMIJN, Api.TOETS, Api.VRIJSTELLING, Api.ONTHEFFING, Api.EXAMEN
_OPEN, _FACTS, _ASKED, _SIGN = Effect.OPEN, Effect.FACTS, Effect.VERZOEK, Effect.SIGNAAL

_REGROUPED = "Nakijken wat de nieuwe doelgroep betekent voor PIP, aanbod en kosten"

EVENTS = {
    event.id: event
    for event in (
        Event("SS101", "inburgeringsplichtig geworden", _OPEN, (_P, _X)),
        Event(
            "SS128",
            "inburgeringsplichtig, AOW-leeftijd binnen zes maanden",
            _OPEN,
            (_P, _X),
            "Bespreken: de AOW-leeftijd is binnen zes maanden",
        ),
        Event("SS139", "inburgeringsplichtig en tienwekentermijn gestart", _OPEN, (_P, _X)),
        Event("SS129", "tijdelijke vrijstelling ingetrokken, nog geen PIP", _OPEN, (_P, _X, _V)),
        Event("SS120", "gevestigd in de gemeente zonder PIP", _OPEN, (_P, _X)),
        Event(
            "SS121",
            "gevestigd in de gemeente met PIP van de vorige gemeente",
            _OPEN,
            (_P, _T, Api.PIP, _X),
            "Dossier opvragen bij de vorige gemeente en het PIP nakijken",
        ),
        Event("SS124", "doelgroep gewijzigd: van asiel naar gezin of overig", _FACTS, (_P,), _REGROUPED),
        Event("SS125", "doelgroep gewijzigd: van gezin of overig naar asiel", _FACTS, (_P,), _REGROUPED),
        Event("SS109", "tijdelijke vrijstelling toegekend", _FACTS, (_P, _V)),
        Event("SS110", "inburgeringsplicht ingetrokken", _FACTS, (_P,)),
        Event("SS111", "overleden", _FACTS, (_P,)),
        Event("SS106", "diploma behaald", _FACTS, (_P,)),
        Event("SS107", "gehele vrijstelling toegekend", _FACTS, (_P, _V)),
        Event("SS108", "gehele ontheffing toegekend", _FACTS, (_P, _O)),
        Event("SS137", "aangemeld voor de leerbaarheidstoets", _FACTS, (_L,)),
        Event("SS131", "uitslag van de leerbaarheidstoets bekend", _FACTS, (_L,)),
        Event("SS102", "inburgeringstermijn gestart", _FACTS, (_T,)),
        Event("SS199", "uitslag van een examen bekend", _FACTS, (_X,)),
        Event("SS103", "termijn ambtshalve verlengd", _FACTS, (_T,)),
        Event("SS104", "termijn op verzoek verlengd", _FACTS, (_T,)),
        Event(
            "SS130", "tijdelijke vrijstelling ingetrokken, PIP al bekend", _FACTS, (_P, _T, Api.PIP, _X, _V)
        ),
        Event("SS113", "verzoek om verlenging afgewezen", _ASKED),
        Event("SS114", "verzoek om gehele vrijstelling afgewezen", _ASKED, (_V,)),
        Event("SS115", "verzoek om tijdelijke vrijstelling afgewezen", _ASKED, (_V,)),
        Event("SS116", "verzoek om gedeeltelijke vrijstelling afgewezen", _ASKED, (_V,)),
        Event("SS117", "gedeeltelijke vrijstelling toegekend", _ASKED, (_V, _X)),
        Event("SS118", "verzoek om ontheffing afgewezen", _ASKED, (_O,)),
        Event("SS119", "gedeeltelijke ontheffing toegekend", _ASKED, (_O, _X)),
        Event("SS112", "verzoek om verlenging ingediend", _SIGN),
        Event("SS122", "vertrokken naar een andere gemeente", _SIGN),
        Event("SS123", "vertrokken uit Nederland", _SIGN),
        Event("SS126", "tien weken voorbij, nog geen leerroute", _SIGN),
        Event("SS127", "leerroute bekend, nog geen inburgeringsaanbod", _SIGN),
        Event("SS132", "opleidingscontract ontvangen, nog geen PIP", _SIGN),
        Event("SS133", "contract past niet bij de leerroute", _SIGN),
        Event("SS135", "contract met een hoger taalniveau dan het PIP", _SIGN),
        Event("SS136", "contract taalschakeltraject zonder Onderwijsroute", _SIGN),
        Event("SS140", "advies van de gemeente gevraagd over een ontheffing", _SIGN),
        Event("SS141", "Z-route voldaan, tekst van het certificaat klaar", _SIGN),
        Event("SS142", "niet-vrijstellende opleiding beëindigd, PIP herzien", _SIGN),
    )
}

# Why DUO says that there is no obligation (any more); the one that only suspends stands apart.
TEMPORARY = "Tijdelijke vrijstelling"
DECEASED = "Overlijden"
ASYLUM = "Asielstatushouder"
FAMILY = "Gezinsmigrant en overige migrant"
DETAILED = (
    "Asielstatushouder", "Geestelijk bedienaar", "Gezinshereniger", "Gezinshereniger met Asielstatushouder",
    "Gezinsvormer", "Gezinsvormer met Asielstatushouder", "Overig",
)  # fmt: skip
NO_DUTY = (
    "Volledige ontheffing", "Volledige vrijstelling", "Inburgeringsplicht voldaan", "Verblijfsdoel gewijzigd",
    "Vertrek uit Nederland langer dan een jaar", DECEASED, "Overig", TEMPORARY,
)  # fmt: skip
OUTCOMES = ("B1-route haalbaar", "B1-route niet haalbaar", "Onbekend")
JUDGEMENTS = ("Toekenning", "Afwijzing")
ROUTES = ("B", "O", "Z")
LEVELS = ("A2", "B1")
