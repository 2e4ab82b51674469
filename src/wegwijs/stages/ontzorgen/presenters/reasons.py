"""On what amounts rest: a payment, a statement, the stand of the money; and what a payer must know to pay here. Finished Dutch."""

from dataclasses import dataclass

from wegwijs.dossiers.models import Dossier
from wegwijs.stages.ontzorgen.models import BankAccount, Statement
from wegwijs.stages.ontzorgen.presenters.payments import readable
from wegwijs.stages.ontzorgen.queries.statements import Stand
from wegwijs.ui.format import day, euros, together
from wegwijs.ui.parts import Fact, Why

# On what paying out of somebody's bijstand rests.
BY_LAW = "Participatiewet, artikel 56a, lid 2 · regel O-02"
PAID = Why(
    "Waarom mag dit betaald worden?",
    (
        "Huur, gas, water, stroom en de zorgverzekering betaalt het college in naam van de cliënt, uit diens bijstand.",
        "Leefgeld en andere kosten worden alleen betaald als de cliënt daarvoor tekende.",
        "Elk bedrag komt uit het geldplan van het dossier. Daar staat bij elke post waarom zij betaald mag worden.",
        "Wat de uitkeringsadministratie al inhield en betaalde, is eraf.",
    ),
    ("Wijzigt het plan of een rekeningnummer, of is er te weinig geld, dan gaat die betaling niet door.",),
    f"{BY_LAW} · een machtiging voor wat de wet niet noemt · twee handtekeningen: afspraak van de regio, geen wet",
)

# Pages about what no law speaks of.
NO_LAW = "hierover is geen wettelijke regel"
OPENING = Why(
    "Waarom met twee mensen?",
    (
        "Stond er al geld op de rekening voor het eerste afschrift, dan weet Wegwijs niet van wie het is. Zonder uitleg begint een rekening bij nul.",
        "De een schrijft op van wie het geld is en hoe dat bekend is. Een ander bevestigt het. Zo kan niemand alleen geld laten ontstaan.",
        "Het staat apart tot het van een cliënt is. Wat niemand verdeelt, blijft daar staan.",
    ),
    ("Is het eerste afschrift ingelezen of is het beginsaldo bevestigd, dan staat het vast.",),
    f"afspraak van de regio en controle van Wegwijs; {NO_LAW}. Wat later van dit geld betaald wordt, rust op: {BY_LAW}",
)
SAID = Why(
    "Waarom met twee mensen?",
    (
        "Wie alleen zegt van wie geld is, kan geld van een vreemde in het plan van een cliënt zetten. Daarna wordt ervan betaald.",
        "Wie alleen zegt dat een alarm een betaling van ons was, kan wegmaken dat er geld verdween. Met kosten van de bank kan dat ook.",
        "Daarom zegt de een het, met de reden, en bevestigt een ander. Tot dan blijft de regel staan bij Uitzoeken, en verandert er niets aan het geld.",
    ),
    ("Wijst de ander het af, dan staat de regel weer open, met de reden erbij.",),
    f"afspraak van de regio en controle van Wegwijs; {NO_LAW}",
)
LET_IN = Why(
    "Waarom met twee mensen?",
    (
        "Blokkeren doet u alleen en meteen: zo gaat er niets meer naar een rekening die niet te vertrouwen is.",
        "Weer toelaten vraagt de een, met de reden. Een ander bevestigt het. Zo kan niemand alleen een verdachte rekening weer laten betalen.",
        "Tot dan wordt er niets aan deze ontvanger betaald.",
    ),
    ("Wijst de ander het af, dan blijft de ontvanger geblokkeerd, met de reden erbij.",),
    f"afspraak van de regio en controle van Wegwijs; {NO_LAW}",
)
TELL = Why(
    "Waarom krijgt ieder een brief?",
    (
        "Een ander rekeningnummer is waar fraude mee begint. Wie weet dat het nummer verandert, kan zeggen dat het niet klopt.",
        "In de brief staan alleen de laatste vier tekens van het nummer. Zo heeft niemand iets aan een brief die verkeerd aankomt.",
        "Een brief gaat alleen naar wie wij deze ontvanger nu nog betalen, en één keer.",
    ),
    (),
    f"afspraak van de regio en controle van Wegwijs; {NO_LAW}. Wat wij betalen, rust op: {BY_LAW}",
)
READ = Why(
    "Waarom leest Wegwijs dit zo?",
    (
        "Een bestand met meer dan 2.000 boekingen duurt langer dan u op een pagina wacht. Daarom leest Wegwijs het op de achtergrond.",
        "Een afschrift gaat er in zijn geheel in of helemaal niet. Dat geldt ook als u stopt of als er iets uitvalt.",
        "Komt Stop nadat het laatste afschrift klaar is, dan staat alles erin. De pagina zegt dan dat het te laat was.",
        "Hetzelfde bestand nog een keer aanleveren voegt niets dubbel toe.",
    ),
    (),
    f"eigen werkwijze van Wegwijs; {NO_LAW}",
)


def given_to_payers(account: BankAccount | None, dossier: Dossier) -> list[Fact]:
    """What somebody who pays must know to pay here."""
    if account is None:
        return []
    return [
        Fact("Rekeningnummer", readable(account.iban)),
        Fact("Op naam van", account.name),
        Fact("Bij elke betaling", f"dossier {dossier.number}"),
    ]


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """Of a gemeente: the ledger beside the bank."""

    gemeente: str
    facts: list[Fact]
    holds: bool
    words: str
    why: Why


def stand_row(one: Stand) -> BalanceRow:
    """With what is wrong, where something is."""
    known = f"tot en met {day(one.statement.closing_on)}" if one.statement else "nog geen afschrift"
    words = "Alles klopt: wat van cliënten is, staat bij de bank of is onderweg."
    if one.statement is None:
        words = "Er is nog geen afschrift ingelezen. Tot dan valt er niets te vergelijken."
    if not one.ledger.adds_up:
        words = "Het grootboek telt niet op. Betaal niets en bel de beheerder."
    elif one.difference:
        words = f"Het grootboek en de bank verschillen {euros(abs(one.difference))}. Betaal niets en bel de beheerder."  # fmt: skip
    return BalanceRow(
        str(one.gemeente),
        [
            Fact("Van cliënten", euros(one.ledger.clients)),
            Fact("Voorschotgeld, nog uit te zoeken en kosten", euros(one.ledger.beside)),
            Fact("Onderweg naar de bank", euros(one.ledger.transit)),
            Fact("Bij de bank volgens het grootboek", euros(one.ledger.bank)),
            Fact("Bij de bank volgens het afschrift", f"{euros(one.said)} ({known})", "" if one.difference == 0 else "late"),
        ],
        one.holds,
        words,
        _why_stand(one),
    )  # fmt: skip


def _why_stand(one: Stand) -> Why:
    ledger = one.ledger
    parts = f"**{together(euros(ledger.clients))}** van cliënten, **{together(euros(ledger.beside))}** ernaast en **{together(euros(ledger.transit))}** onderweg"
    return Why(
        "Waarom moet dit gelijk zijn?",
        (
            "De SDD betaalt in naam van cliënten. Hun geld staat apart van dat van de gemeente, en niets ervan mag zoekraken.",
            f"{parts}: samen **{together(euros(ledger.bank))}**. Zoveel moet er bij de bank staan.",
            "Wegwijs rekent dit elke nacht na, tot op de cent.",
        ),
        ("Staat er een afschrift nog niet in Wegwijs, dan kan de bank al meer of minder hebben.",),
        f"{BY_LAW} · het apart houden en narekenen: afspraak van de regio, geen wet",
    )


def why_statement(one: Statement) -> Why:
    """Why what stands on a statement can be trusted."""
    return Why(
        "Waarom klopt dit?",
        (
            f"Begin **{together(euros(one.opening))}**, met alles wat erbij kwam en eraf ging, is eind **{together(euros(one.closing))}**. Anders leest Wegwijs het niet in.",
            "Het begin is het eind van het afschrift ervoor. Een afschrift dat ontbreekt, wordt eerst gevraagd.",
            "Een betaling van ons is herkend aan ons kenmerk, anders aan rekeningnummer en bedrag. Inkomen aan afzender, bedrag en dag. De rest zoekt iemand uit.",
        ),
        (),
        f"eigen controle van Wegwijs op wat de bank schrijft; {NO_LAW}",
    )
