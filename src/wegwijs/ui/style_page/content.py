"""What the style page shows. Invented, and on a fixed day, so that pictures can be compared."""

from dataclasses import dataclass
from datetime import date

from wegwijs.ui.format import Dated, dated
from wegwijs.ui.parts import Fact, Happened, Menu, Step, StepState, Why
from wegwijs.ui.shell import NavGroup, NavItem, Shell

TODAY = date(2026, 11, 23)

SHELL = Shell(
    region="Voorbeeldregio · 3 gemeenten",
    user_name="A. Voorbeeld",
    user_role="regisseur, Sociale Dienst",
    search_url="/ui/formulier/",
    signout_url="/ui/formulier/",
    nav=(
        NavGroup(
            "",
            (
                NavItem("Mijn werk", "/ui/", "32", current=True, key="w"),
                NavItem("Dossiers", "/ui/leeg/", key="d"),
                NavItem("Formulier", "/ui/formulier/"),
            ),
        ),
        NavGroup(
            "Werkprocessen",
            (
                NavItem("Overdracht", "/ui/leeg/", "5"),
                NavItem("Brede intake", "/ui/leeg/", "9"),
                NavItem("PIP", "/ui/leeg/", "0"),
            ),
        ),
    ),
)

MENU = Menu.of(
    "Gemeente",
    "gemeente",
    "",
    {"0505": "Dordrecht"},
    lambda gemeente: "/ui/leeg/" if gemeente else "/ui/",
    everything="alle gemeenten",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the example list."""

    due: Dated
    name: str
    person: str
    act: str
    note: str
    phase: str
    cents: int
    button: str


ROWS = (
    Row(
        dated(date(2026, 11, 19), TODAY),
        "Voorbeeld, Selam",
        "01-01-1992 · Dordrecht · asiel",
        "PIP vaststellen",
        "wet · wacht op diplomawaardering",
        "Brede intake",
        123456,
        "Open PIP",
    ),
    Row(
        dated(date(2026, 11, 27), TODAY),
        "Proef, Omar",
        "14-06-1988 · Papendrecht · asiel",
        "Inburgeringsaanbod doen",
        "grond voor verlenging na 3 maanden",
        "Leerroute",
        -1250,
        "Doe aanbod",
    ),
    Row(
        dated(date(2027, 1, 8), TODAY),
        "Eennaam",
        "00-00-1985 · Alblasserdam · gezin",
        "Voortgangsgesprek 2",
        "PIP · 6 afgesproken",
        "Leerroute",
        7000,
        "Plan",
    ),
)

WHY = Why(
    title="Waarom 19 november 2026?",
    steps=(
        "DUO stuurde de kennisgeving op **20-08-2026**; Selam woonde toen nog in het azc.",
        "Zij staat sinds **10-09-2026** ingeschreven in Dordrecht. Dan tellen 10 weken vanaf die dag.",
        "10 weken na 10-09-2026 is donderdag **19-11-2026**. Geen weekend of feestdag: de datum blijft staan.",
    ),
    changes=(
        "Alleen als het PIP redelijkerwijs niet zonder de diplomawaardering kan, mag het tot **2 weken** na ontvangst.",
    ),
    source="Besluit inburgering 2021, artikel 5.3 · regel T-02 · geldig vanaf 01-01-2023",
)

STEPS = (
    Step("Overdracht", StepState.DONE, "driegesprek 27-08-2026", "/ui/leeg/"),
    Step("Huisvesting", StepState.DONE, "ingeschreven 10-09-2026"),
    Step("Brede intake", StepState.CURRENT, "3 van 4 gesprekken · 1 onderdeel open", "/ui/leeg/"),
    Step("PIP", StepState.TODO, "uiterlijk 19-11-2026"),
    Step("Leerroute", StepState.TODO, "termijn volgt op het PIP"),
)

EVENTS = (
    Happened(
        "Gesprek 3 gevoerd", "16-11-2026", "A. Voorbeeld", origin="intake", text="Een tolk was aanwezig."
    ),
    Happened(
        "Leerbaarheidstoets: B1-route haalbaar", "09-11-2026", origin="DUO", outside=True, url="/ui/leeg/"
    ),
    Happened("Diplomawaardering gevraagd", "02-11-2026", "A. Voorbeeld"),
    Happened("Gesprek 2 gevoerd", "22-10-2026", "M. Proef", text="Verkeerde dag.", withdrawn=True),
)

FACTS = (
    Fact("Geboren", "01-01-1992"),
    Fact("Gemeente", "Dordrecht"),
    Fact("Doelgroep", "Asielstatushouder"),
    Fact("Taal, tolk", "Tigrinya, ja"),
    Fact("Eerstvolgende termijn", "19-11-2026, 4 dagen te laat", "late"),
)
