"""Local policy: the numbers that a gemeente or the region sets itself, dated and with their source (M23)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import connection
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from wegwijs.organisations.models import Beleid, Gemeente
from wi2021.facts import Leerroute


class PolicyKey(StrEnum):
    """Every number of local policy that the product knows."""

    INTAKE_TALKS_ASIEL = "intake.gesprekken.asiel"
    INTAKE_TALKS_GEZIN = "intake.gesprekken.gezin"
    OPROEP_DAYS = "intake.oproep.dagen"
    OPROEP_POST_DAYS = "intake.oproep.werkdagen_post"
    PIP_FOUR_EYES = "pip.vier_ogen"
    BRP_FRESH_DAYS = "brief.brp.dagen"
    FOLLOW_UP_DAYS = "contact.opvolgen.dagen"
    REFERRAL_DAYS = "verwijzing.stil.dagen"
    WELCOME_WEEKS = "welkom.start.weken"
    REMIND_DAYS = "groep.herinnering.dagen"
    REPLY_DAYS = "groep.antwoord.dagen"
    OFFER_DAYS = "aanbod.antwoord.dagen"
    REPORT_DAYS = "rapport.dagen"
    NO_LESSON_WEEKS = "les.stil.weken"
    ABSENCE_PERCENT = "les.verzuim.procent"
    TALKS_PER_YEAR = "pip.voortgangsgesprekken"
    SILENT_INTAKE = "stil.weken.zonder_route"
    SILENT_B1 = "stil.weken.b1"
    SILENT_ONDERWIJS = "stil.weken.onderwijs"
    SILENT_Z = "stil.weken.z"
    SILENT_GUIDANCE = "begeleiding.stil.weken"
    BEHIND_WEEKS = "achter.weken"
    LEAD_OPROEP = "doorlooptijd.oproep"
    LEAD_GESPREK = "doorlooptijd.gesprek"
    LEAD_TOETS = "doorlooptijd.toets"
    LEAD_INTAKE = "doorlooptijd.intake"
    LEAD_PIP = "doorlooptijd.pip"
    LEAD_VASTSTELLEN = "doorlooptijd.vaststellen"
    EMERGENCY_HOURS = "noodtoegang.uren"
    MONEY_END_WEEKS = "ontzorgen.einde.weken"
    MONEY_HANDOVER_WEEKS = "ontzorgen.overdracht.weken"
    CONTRACT_END = "contract.einde.dagen"
    CONTRACT_OPTION = "contract.verlenging.dagen"
    CONTRACT_MARK = "contract.keurmerk.dagen"
    CONTRACT_SEATS = "contract.plaatsen.procent"
    CONTRACT_MONEY = "contract.geld.procent"
    CONTRACT_PRICES = "contract.prijzen.maanden"
    ACCOUNT_HOURS = "rekening.wachten.uren"


# How long a dossier may be silent, by the route of the PIP; "" before there is one.
SILENT: Mapping[str, PolicyKey] = {
    "": PolicyKey.SILENT_INTAKE,
    Leerroute.B1.value: PolicyKey.SILENT_B1,
    Leerroute.ONDERWIJS.value: PolicyKey.SILENT_ONDERWIJS,
    Leerroute.Z.value: PolicyKey.SILENT_Z,
}


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


@dataclass(frozen=True, slots=True)
class Policy:
    """One number of policy in force, with where it was laid down."""

    key: PolicyKey
    value: int
    source: str


# What holds where no gemeente and no region laid anything down; each is a choice of this product, not of the law.
DEFAULTS: Mapping[PolicyKey, Policy] = {
    key: Policy(key, value, "standaard van Wegwijs, geen besluit van de gemeente")
    for key, value in {
        PolicyKey.INTAKE_TALKS_ASIEL: 3,
        PolicyKey.INTAKE_TALKS_GEZIN: 4,
        PolicyKey.OPROEP_DAYS: 14,
        # A letter is two days under way.
        PolicyKey.OPROEP_POST_DAYS: 3,
        PolicyKey.PIP_FOUR_EYES: 1,
        PolicyKey.BRP_FRESH_DAYS: 30,
        PolicyKey.FOLLOW_UP_DAYS: 7,
        PolicyKey.REFERRAL_DAYS: 14,
        PolicyKey.WELCOME_WEEKS: 6,
        # Two or three days under way: it is there before somebody is called.
        PolicyKey.REMIND_DAYS: 10,
        PolicyKey.REPLY_DAYS: 7,
        PolicyKey.OFFER_DAYS: 10,
        PolicyKey.CONTRACT_END: 183,
        PolicyKey.CONTRACT_OPTION: 91,
        PolicyKey.CONTRACT_MARK: 91,
        PolicyKey.CONTRACT_SEATS: 90,
        PolicyKey.CONTRACT_MONEY: 90,
        PolicyKey.CONTRACT_PRICES: 12,
        PolicyKey.REPORT_DAYS: 21,
        PolicyKey.NO_LESSON_WEEKS: 4,
        PolicyKey.ABSENCE_PERCENT: 25,
        PolicyKey.TALKS_PER_YEAR: 2,
        PolicyKey.SILENT_INTAKE: 4,
        PolicyKey.SILENT_B1: 12,
        PolicyKey.SILENT_ONDERWIJS: 12,
        PolicyKey.SILENT_Z: 8,
        PolicyKey.SILENT_GUIDANCE: 3,
        PolicyKey.BEHIND_WEEKS: 8,
        PolicyKey.LEAD_OPROEP: 49,
        PolicyKey.LEAD_GESPREK: 42,
        PolicyKey.LEAD_TOETS: 28,
        PolicyKey.LEAD_INTAKE: 21,
        PolicyKey.LEAD_PIP: 14,
        PolicyKey.LEAD_VASTSTELLEN: 7,
        PolicyKey.ACCOUNT_HOURS: 24,
        PolicyKey.EMERGENCY_HOURS: 4,
        PolicyKey.MONEY_END_WEEKS: 8,
        PolicyKey.MONEY_HANDOVER_WEEKS: 4,
    }.items()
}


def policies(gemeente: str, *, on: date) -> dict[PolicyKey, Policy]:
    """Every number of policy for a gemeente on a day; the gemeente's own goes before the region's."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_ONE, {"code": gemeente, "on": on})
        return _laid_down(cursor.fetchall())


def policies_of(gemeenten: Iterable[str], *, on: date) -> dict[Gemeente, dict[PolicyKey, Policy]]:
    """The same for several gemeenten, in order of their names and in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_SEVERAL, {"codes": list(gemeenten), "on": on})
        rows = cursor.fetchall()
    found: dict[Gemeente, list[tuple[str | None, str, int, str]]] = {}
    for code, naam, *row in rows:
        # With its code and name; the rest of it is read when asked for.
        known = found.setdefault(Gemeente.from_db(None, ["code", "naam"], [code, naam]), [])
        if row[1]:
            known.append((row[0], row[1], row[2], row[3]))
    return {gemeente: _laid_down(known) for gemeente, known in found.items()}


# As text: they are asked for with every list, letter and step.
_OF_ONE = """
    SELECT b.gemeente_id, b.key, b.value, b.source FROM organisations_beleid b
    WHERE (b.gemeente_id = %(code)s OR b.gemeente_id IS NULL)
        AND b.valid_from <= %(on)s AND (b.valid_to IS NULL OR b.valid_to >= %(on)s) ORDER BY b.valid_from
"""
_OF_SEVERAL = """
    SELECT g.code, g.naam, b.gemeente_id, b.key, b.value, b.source FROM organisations_gemeente g
    LEFT JOIN organisations_beleid b ON (b.gemeente_id = g.code OR b.gemeente_id IS NULL)
        AND b.valid_from <= %(on)s AND (b.valid_to IS NULL OR b.valid_to >= %(on)s)
    WHERE g.code = ANY(%(codes)s) ORDER BY g.naam, g.code, b.valid_from
"""


def _laid_down(rows: Iterable[tuple[str | None, str, int, str]]) -> dict[PolicyKey, Policy]:
    found = dict(DEFAULTS)
    known = list(rows)
    for _, key, value, source in [r for r in known if r[0] is None] + [r for r in known if r[0]]:
        found[PolicyKey(key)] = Policy(PolicyKey(key), value, source)
    return found


def policy_of(key: PolicyKey, gemeente: str, *, on: date) -> Coalesce:
    """One number of policy on a day as a column; ``gemeente``: the name of the column of that statement which leads to it."""
    rows = Beleid.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), Q(gemeente=None) | Q(gemeente=OuterRef(gemeente)), key=key, valid_from__lte=on
    ).order_by(F("gemeente").asc(nulls_last=True), "-valid_from")  # fmt: skip
    return Coalesce(Subquery(rows.values("value")[:1]), Value(DEFAULTS[key].value))


def policy(key: PolicyKey, gemeente: str, *, on: date) -> Policy:
    """One number of policy for a gemeente on a day."""
    return policies(gemeente, on=on)[key]
