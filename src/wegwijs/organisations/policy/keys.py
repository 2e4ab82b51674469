"""Every number of local policy, by its name."""

from collections.abc import Mapping
from enum import StrEnum

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
