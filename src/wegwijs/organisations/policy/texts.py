"""How each number of local policy reads, and between what it lies."""

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijs.organisations.policy.keys import PolicyKey


@dataclass(frozen=True, slots=True)
class PolicyText:
    """How a number of policy reads; it lies between ``low`` and ``high``, both included."""

    label: str
    explained: str
    unit: str
    low: int
    high: int

    @property
    def yes_or_no(self) -> bool:
        """Whether it says ja or nee instead of how many."""
        return (self.low, self.high) == (0, 1)

    def words(self, value: int) -> str:
        """The value with its unit; ja or nee where it is a yes or no."""
        if self.yes_or_no:
            return "ja" if value else "nee"
        return f"{value} {self.unit}"


TEXTS: Mapping[PolicyKey, PolicyText] = {
    PolicyKey.INTAKE_TALKS_ASIEL: PolicyText(
        "Gesprekken in de brede intake, asiel",
        "Hoeveel gesprekken een asielstatushouder ten minste krijgt",
        "gesprekken",
        1,
        12,
    ),
    PolicyKey.INTAKE_TALKS_GEZIN: PolicyText(
        "Gesprekken in de brede intake, gezin en overig",
        "Hoeveel gesprekken een gezinsmigrant ten minste krijgt",
        "gesprekken",
        1,
        12,
    ),
    PolicyKey.OPROEP_DAYS: PolicyText(
        "Tijd tussen oproep en gesprek",
        "Hoeveel dagen iemand heeft om op een oproep te reageren",
        "dagen",
        1,
        60,
    ),
    PolicyKey.OPROEP_POST_DAYS: PolicyText(
        "Oproep per post",
        "Hoeveel werkdagen voor het gesprek een oproep per post weg moet zijn",
        "werkdagen",
        1,
        20,
    ),
    PolicyKey.PIP_FOUR_EYES: PolicyText(
        "Vier ogen bij het PIP",
        "Ja: wie het PIP opstelt of het intrekken voorlegt, beslist er niet zelf over",
        "1 of 0",
        0,
        1,
    ),
    PolicyKey.BRP_FRESH_DAYS: PolicyText(
        "Adres nakijken in de BRP",
        "Na hoeveel dagen Wegwijs vraagt om een adres opnieuw na te kijken voordat een besluit wordt verzonden",
        "dagen",
        1,
        365,
    ),
    PolicyKey.FOLLOW_UP_DAYS: PolicyText(
        "Opvolgen van een contact", "Binnen hoeveel dagen een vervolgtaak af moet zijn", "dagen", 1, 90
    ),
    PolicyKey.REFERRAL_DAYS: PolicyText(
        "Stille verwijzing",
        "Na hoeveel dagen zonder bericht van een wijkteam de regisseur een taak krijgt om te vragen hoe het gaat",
        "dagen",
        1,
        90,
    ),
    PolicyKey.WELCOME_WEEKS: PolicyText(
        "Start van het welkomstprogramma",
        "Om de hoeveel weken een nieuwe welkomstgroep begint",
        "weken",
        1,
        26,
    ),
    PolicyKey.REMIND_DAYS: PolicyText(
        "Herinnering aan een uitnodiging",
        "Hoeveel dagen voor de eerste bijeenkomst wie niet antwoordde een herinnering kan krijgen",
        "dagen",
        5,
        30,
    ),
    PolicyKey.REPLY_DAYS: PolicyText(
        "Nog geen antwoord op een uitnodiging",
        "Hoeveel dagen voor een bijeenkomst wie niet antwoordde op de lijst staat om te bellen",
        "dagen",
        1,
        30,
    ),
    PolicyKey.OFFER_DAYS: PolicyText(
        "Antwoord van een aanbieder",
        "Binnen hoeveel dagen een aanbieder zegt of er plaats is voor iemand die is aangemeld",
        "dagen",
        1,
        30,
    ),
    **{
        key: PolicyText(f"Melding bij een contract: {what}", explained, unit, low, high)
        for key, what, explained, unit, low, high in (
            (
                PolicyKey.CONTRACT_END,
                "einde in zicht",
                "Hoeveel dagen voor het einde van een contract waar nog mensen les volgen",
                "dagen",
                7,
                730,
            ),
            (
                PolicyKey.CONTRACT_OPTION,
                "verlengen",
                "Hoeveel dagen voor de laatste dag waarop over verlengen kan worden beslist",
                "dagen",
                7,
                365,
            ),
            (
                PolicyKey.CONTRACT_MARK,
                "keurmerk",
                "Hoeveel dagen voor het einde van het keurmerk van de aanbieder",
                "dagen",
                7,
                365,
            ),
            (
                PolicyKey.CONTRACT_SEATS,
                "bijna vol",
                "Vanaf welk deel van de plaatsen bezet is",
                "procent",
                50,
                100,
            ),
            (
                PolicyKey.CONTRACT_MONEY,
                "geld bijna op",
                "Vanaf welk deel van het plafond is vastgelegd",
                "procent",
                50,
                100,
            ),
            (
                PolicyKey.CONTRACT_PRICES,
                "prijzen aanpassen",
                "Na hoeveel maanden met dezelfde prijzen wordt gevraagd of zij worden aangepast",
                "maanden",
                1,
                60,
            ),
        )
    },
    PolicyKey.REPORT_DAYS: PolicyText(
        "Voortgangsrapport van de school",
        "Hoeveel dagen na het einde van een kwartaal het rapport over een deelnemer er moet zijn; geen wettelijke norm",
        "dagen",
        1,
        60,
    ),
    PolicyKey.NO_LESSON_WEEKS: PolicyText(
        "Geen les meer",
        "Na hoeveel weken zonder gevolgde les Wegwijs zelf een signaal geeft dat iemand dreigt uit te vallen",
        "weken",
        1,
        26,
    ),
    PolicyKey.ABSENCE_PERCENT: PolicyText(
        "Veel gemist zonder afmelding",
        "Bij welk deel van de lessen van de laatste acht weken, gemist zonder afmelding, Wegwijs zelf een signaal geeft",
        "procent",
        5,
        100,
    ),
    PolicyKey.TALKS_PER_YEAR: PolicyText(
        "Voortgangsgesprekken per jaar",
        "Hoeveel gesprekken per jaar in een nieuw PIP komen te staan",
        "gesprekken",
        1,
        12,
    ),
    **{
        key: PolicyText(
            f"Stil dossier: {what}",
            "Na hoeveel weken zonder gesprek, telefoontje of bericht een dossier 'stil' heet",
            "weken",
            1,
            52,
        )
        for key, what in {
            PolicyKey.SILENT_INTAKE: "nog zonder leerroute",
            PolicyKey.SILENT_B1: "B1-route",
            PolicyKey.SILENT_ONDERWIJS: "Onderwijsroute",
            PolicyKey.SILENT_Z: "Z-route",
        }.items()
    },
    PolicyKey.SILENT_GUIDANCE: PolicyText(
        "Stil in de begeleiding",
        "Na hoeveel weken zonder contact met de begeleider iemand bij VluchtelingenWerk 'lang niets gehoord' heet",
        "weken",
        1,
        52,
    ),
    PolicyKey.BEHIND_WEEKS: PolicyText(
        "Achter op de uren van het PIP",
        "Hoeveel weken iemand achter mag lopen op de uren van het PIP, gelijk verdeeld over de inburgeringstermijn, voor de lijst "
        "'achter' zegt; geen wettelijke norm",
        "weken",
        0,
        52,
    ),
    **{
        key: PolicyText(
            f"Doorlooptijd: {what}",
            f"Hoeveel dagen voor de uiterste datum van het PIP {what} klaar moet zijn; later heet een dossier 'dreigt te laat'",
            "dagen",
            1,
            70,
        )
        for key, what in {
            PolicyKey.LEAD_OPROEP: "de oproep voor de brede intake",
            PolicyKey.LEAD_GESPREK: "het eerste gesprek",
            PolicyKey.LEAD_TOETS: "de leerbaarheidstoets",
            PolicyKey.LEAD_INTAKE: "de brede intake",
            PolicyKey.LEAD_PIP: "het opstellen van het PIP",
            PolicyKey.LEAD_VASTSTELLEN: "het vaststellen van het PIP",
        }.items()
    },
    PolicyKey.ACCOUNT_HOURS: PolicyText(
        "Wachten met een nieuw rekeningnummer",
        "Hoeveel uur na de bevestiging door een collega een nieuw rekeningnummer te gebruiken is",
        "uur",
        24,
        168,
    ),
    PolicyKey.EMERGENCY_HOURS: PolicyText(
        "Duur van noodtoegang",
        "Hoeveel uur een dossier van een andere gemeente na noodtoegang open blijft",
        "uur",
        1,
        24,
    ),
    PolicyKey.MONEY_END_WEEKS: PolicyText(
        "Einde van het ontzorgen aankondigen",
        "Hoeveel weken voor de laatste dag van het ontzorgen de administrateur een taak krijgt om het einde te bespreken",
        "weken",
        2,
        16,
    ),
    PolicyKey.MONEY_HANDOVER_WEEKS: PolicyText(
        "Overdracht van het ontzorgen",
        "Hoeveel weken voor de laatste dag van het ontzorgen de lijst klaarstaat waarmee rekeningen weer naar de inburgeraar gaan",
        "weken",
        1,
        12,
    ),
}
