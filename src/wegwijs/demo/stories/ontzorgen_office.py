"""Who keeps the money in the example region, whom they pay, and whose money it is."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from wegwijs.demo.bank import ExampleBank
from wegwijs.demo.staff import Staff
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.commands.payees import NumberFacts, ask_number, confirm_number, told_client
from wegwijs.stages.ontzorgen.models import NameCheck, Ontzorging, Payee

HERE, MANY, WEEKS = "0505", 40, 48
# Invented accounts with right check digits.
OURS, GEMEENTES = "NL27INGB0000026500", "NL86INGB0002445588"
SDD, TAX = "NL44RABO0123456789", "NL08INGB0000000555"
PAYEES = (
    ("Woonstichting De Brug", Payee.Kind.LANDLORD, "NL02ABNA0123456789"),
    ("Verhuurbedrijf Merwe", Payee.Kind.LANDLORD, "NL91ABNA0417164300"),
    ("Stroom en Gas Zuid", Payee.Kind.ENERGY, "NL20INGB0001234567"),
    ("Water aan de Kade", Payee.Kind.WATER, "NL39RABO0300065264"),
    ("Zorg voor Allen", Payee.Kind.INSURER, "NL69INGB0123456789"),
)


@dataclass
class Household:
    """Somebody's money: from when, what comes each month in cents, and which month the toeslagen begin."""

    dossier: Dossier
    since: date
    benefit: int
    late: int
    out: bool = False
    row: Ontzorging | None = None
    own: Payee | None = None


@dataclass
class Office:
    """Two who keep the money, whom they pay, and the bank beside them."""

    staff: Staff
    gemeente: Gemeente
    bank: ExampleBank
    chance: Random = field(default_factory=lambda: Random(56))  # noqa: S311 - for a story
    payees: list[Payee] = field(default_factory=list)

    def number(self, payee: Payee, iban: str) -> None:
        """Asked by one and confirmed by the other."""
        facts = NumberFacts(iban, NameCheck.MATCH, "brief van de ontvanger")
        made = confirm_number(
            ask_number(payee, facts, by=self.staff.actor("bos")), by=self.staff.actor("vos")
        )
        if payee.dossier:
            told_client(made, by=self.staff.actor("vos"))
