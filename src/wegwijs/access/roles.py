"""What each role may do. Deny by default: what is not listed here is not allowed."""

from collections.abc import Mapping
from enum import StrEnum

from django.db import models

from wegwijs.organisations.models import OrganisationKind


class Permission(StrEnum):
    """One thing that someone may do."""

    DOSSIER_VIEW = "dossier.zien"
    DOSSIER_OPEN = "dossier.openen"
    DOSSIER_EDIT = "dossier.bijhouden"
    CONTACT_RECORD = "contact.vastleggen"
    OVERDRACHT_RECORD = "overdracht.vastleggen"
    REGELDAG_RUN = "regeldag.bijhouden"
    HOUSING_ARRANGE = "huisvesting.inrichten"
    HANDOVER_SUPPLY = "overdracht.aanleveren"
    INTAKE_RECORD = "intake.vastleggen"
    INTAKE_VIEW = "intake.zien"
    HEALTH_VIEW = "gezondheid.zien"
    INPUT_GIVE = "inbreng.geven"
    HOURS_VIEW = "uren.zien"
    HOURS_RECORD = "uren.vastleggen"
    HOURS_DECIDE = "uren.meetellen"
    HOURS_TOTALS = "uren.totalen"
    MODULES_RECORD = "modules.vastleggen"
    GROUP_VIEW = "groepen.zien"
    GROUP_PLAN = "groepen.plannen"
    ATTENDANCE_RECORD = "aanwezigheid.bijhouden"
    REFERRAL_SEND = "verwijzing.versturen"
    REFERRAL_RECEIVE = "verwijzing.ontvangen"
    PLACEMENT_MAKE = "plaatsing.doen"
    PLACEMENT_RECEIVE = "plaatsing.ontvangen"
    COURSE_EDIT = "cursus.bijhouden"
    GUIDANCE_VIEW = "begeleiding.zien"
    GUIDANCE_RECORD = "begeleiding.vastleggen"
    GUIDANCE_ASSIGN = "begeleiding.toewijzen"
    GUIDANCE_FIGURES = "begeleiding.cijfers"
    CONTRACT_VIEW = "contract.zien"
    CONTRACT_EDIT = "contract.bijhouden"
    CONTRACT_CONFIRM = "contract.vaststellen"
    CONTRACT_CALL_OFF = "contract.afroepen"
    INVOICE_VIEW = "factuur.zien"
    INVOICE_DECIDE = "factuur.beoordelen"
    INVOICE_CONFIRM = "factuur.bevestigen"
    MONTH_CLOSE = "maand.sluiten"
    FUNDING_EDIT = "geld.bijhouden"
    MONEY_STATE = "ontzorgen.zien"
    MONEY_PLAN = "geldplan.zien"
    MONEY_EDIT = "geldplan.bijhouden"
    MONEY_RELEASE = "betaling.vrijgeven"
    MONEY_DECIDE = "voorschot.beslissen"
    SELF_RELIANCE = "zelfredzaamheid.bijhouden"
    PIP_DRAFT = "pip.opstellen"
    PIP_ESTABLISH = "pip.vaststellen"
    PIP_VIEW = "pip.zien"
    LETTER_SEND = "brief.verzenden"
    POST_FILE = "post.registreren"
    DUO_FACTS = "duo.gegevens"
    BSN_RECOGNISE = "bsn.herkennen"
    BSN_SHOW = "bsn.tonen"
    ADDRESS_VIEW = "adres.zien"
    DOELGROEP_VIEW = "doelgroep.zien"
    RESIDENCE_VIEW = "verblijf.zien"
    INCOME_VIEW = "inkomen.zien"
    PARTNER_NOTES_VIEW = "inbreng.zien"
    SAFE_ADDRESS_SHOW = "veilig_adres.tonen"
    SIGNAL_RECORD = "veiligheid.melden"
    SIGNAL_VIEW = "veiligheid.zien"
    ASSIGN = "dossier.toewijzen"
    EMERGENCY_OPEN = "dossier.noodtoegang"
    LIST_EXPORT = "lijst.uitvoeren"
    TEAM_VIEW = "team.zien"
    CASELOAD_TAKE_OVER = "dossiers.overnemen"
    AUDIT_VIEW = "audit.zien"
    SETTINGS_VIEW = "beheer.zien"


class Role(models.TextChoices):
    """A job in the chain."""

    REGISSEUR = "regisseur", "regisseur"
    TEAMLEIDER = "teamleider", "teamleider"
    BESLISSER = "beslisser", "gemandateerd beslisser"
    ADMINISTRATIE = "administratie", "administratie"
    ADMINISTRATEUR = "ontzorgen", "administrateur ontzorgen"
    BEGELEIDER = "begeleider", "maatschappelijk begeleider"
    COORDINATOR = "coordinator", "coördinator begeleiding"
    DOCENT = "docent", "docent"
    SCHOOLCOORDINATOR = "school", "schoolcoördinator"
    WIJKTEAM = "wijkteam", "contactpersoon wijkteam"
    COA_BEGELEIDER = "coa", "COA-begeleider"
    INKOPER = "inkoper", "inkoper"
    CONTROLLER = "controller", "controller"
    AANDACHT = "aandacht", "aandachtsfunctionaris"
    PRIVACY = "privacy", "privacyfunctionaris"
    BEHEER = "beheer", "functioneel beheer"
    DUO = "duo", "bericht van DUO"
    SYSTEEM = "systeem", "Wegwijs zelf"
    KOPPELING = "koppeling", "systeem van een aanbieder"


# What someone with the role does here, in one sentence for a page.
EXPLAINED: Mapping[str, str] = {
    Role.REGISSEUR: "Volgt inburgeraars van kennisgeving tot PIP, voert de brede intake en stelt het PIP op.",
    Role.TEAMLEIDER: "Verdeelt dossiers, ziet die van het hele team, houdt taakstelling en regeldagsjabloon bij en mag een beschermd adres tonen.",
    Role.BESLISSER: "Stelt het PIP vast namens het college en verzendt het.",
    Role.ADMINISTRATIE: "Verwerkt post en berichten van DUO, legt contact vast en verzendt brieven.",
    Role.ADMINISTRATEUR: "Maakt geldplannen, stelt betalingen voor en geeft ze vrij met een tweede administrateur, en leest afschriften van de bank in.",
    Role.DOCENT: "Geeft les en houdt bij wie er was. Deze rol ziet namen van de eigen groepen en geen dossiers.",
    Role.SCHOOLCOORDINATOR: "Houdt cursussen bij, zegt of er plaats is en levert per week aan wie les volgde. Deze rol ziet wie bij de school is "
    "aangemeld en geen dossiers.",
    Role.BEGELEIDER: "Ziet de dossiers die de organisatie begeleidt, maakt begeleidingsplannen, geeft inbreng voor de brede intake "
    "en houdt regeldagen bij. Een vrijwilliger ziet alleen wie aan hem of haar is toegewezen.",
    Role.COORDINATOR: "Doet wat een begeleider doet, wijst begeleiders en vrijwilligers toe en ziet de cijfers voor de subsidie.",
    Role.WIJKTEAM: "Krijgt verwijzingen en geeft antwoord. Deze rol ziet geen dossiers.",
    Role.COA_BEGELEIDER: "Levert aan wat de overdracht aan de gemeente vraagt, tot de verhuizing. Deze rol ziet geen dossiers.",
    Role.INKOPER: "Koopt het aanbod in, houdt aanbestedingen en contracten bij en beoordeelt facturen. Deze rol ziet geen dossiers.",
    Role.CONTROLLER: "Controleert de uitgaven, beoordeelt voorwaarden van contracten, beoordeelt en bevestigt facturen, sluit maanden en ziet cijfers van de begeleiding "
    "en totalen van uren. Deze rol ziet geen dossiers.",
    Role.AANDACHT: "Ziet signalen van geweld en legt de stappen van de meldcode vast.",
    Role.PRIVACY: "Kijkt na wie welke gegevens heeft gezien en gewijzigd.",
    Role.BEHEER: "Houdt organisaties, medewerkers, rollen, mandaten en beleid bij, en neemt dossiers uit een vorig systeem over.",
    Role.DUO: "Brengt berichten van DUO.",
    Role.SYSTEEM: "Doet wat vanzelf gaat.",
    Role.KOPPELING: "Levert namens een aanbieder lessen aan en antwoordt op aanmeldingen, met een sleutel. Deze rol ziet geen dossiers.",
}

# Which roles people of each kind of organisation may get.
ROLES_OF: Mapping[OrganisationKind, frozenset[Role]] = {
    OrganisationKind.UITVOERDER: frozenset(
        {Role.REGISSEUR, Role.TEAMLEIDER, Role.BESLISSER, Role.ADMINISTRATIE, Role.ADMINISTRATEUR, Role.INKOPER, Role.CONTROLLER,
         Role.AANDACHT, Role.PRIVACY, Role.BEHEER}
    ),
    OrganisationKind.BEGELEIDING: frozenset({Role.BEGELEIDER, Role.COORDINATOR, Role.BEHEER}),
    OrganisationKind.AANBIEDER: frozenset({Role.DOCENT, Role.SCHOOLCOORDINATOR, Role.BEHEER}),
    OrganisationKind.WIJKTEAM: frozenset({Role.WIJKTEAM, Role.BEHEER}),
    OrganisationKind.COA: frozenset({Role.COA_BEGELEIDER, Role.BEHEER}),
    OrganisationKind.INKOOP: frozenset({Role.INKOPER, Role.CONTROLLER}),
    OrganisationKind.GEMEENTE: frozenset({Role.BESLISSER, Role.CONTROLLER, Role.PRIVACY}),
    OrganisationKind.RIJK: frozenset(),
}  # fmt: skip

# Who guides people: each of these may be named for a dossier.
GUIDING = (Role.BEGELEIDER, Role.COORDINATOR)

# Whoever holds only these works with no dossier: the database shows them none (``Actor.scope``).
WITHOUT_DOSSIERS = frozenset(
    {
        Permission.SETTINGS_VIEW,
        Permission.GUIDANCE_FIGURES,
        Permission.HOURS_TOTALS,
        Permission.CONTRACT_VIEW,
        Permission.CONTRACT_EDIT,
        Permission.CONTRACT_CONFIRM,
        Permission.INVOICE_VIEW,
        Permission.INVOICE_DECIDE,
        Permission.INVOICE_CONFIRM,
        Permission.MONTH_CLOSE,
        Permission.FUNDING_EDIT,
        Permission.COURSE_EDIT,
    }
)

P = Permission
# Health: only the college, for the intake, the PIP and the support that follows from it (Wi 37; Bi 9.11).
_READ = frozenset(
    {
        P.DOSSIER_VIEW, P.INTAKE_VIEW, P.HEALTH_VIEW, P.PIP_VIEW, P.BSN_RECOGNISE, P.ADDRESS_VIEW, P.DOELGROEP_VIEW,
        P.RESIDENCE_VIEW, P.INCOME_VIEW, P.PARTNER_NOTES_VIEW, P.HOURS_VIEW, P.GROUP_VIEW,
    }
)  # fmt: skip
_CASEWORK = _READ | {
    P.DOSSIER_OPEN, P.DOSSIER_EDIT, P.CONTACT_RECORD, P.OVERDRACHT_RECORD, P.REGELDAG_RUN, P.INTAKE_RECORD,
    P.REFERRAL_SEND, P.PIP_DRAFT, P.LETTER_SEND, P.POST_FILE, P.DUO_FACTS, P.BSN_SHOW, P.SIGNAL_RECORD, P.HOURS_RECORD,
    P.MODULES_RECORD, P.GROUP_PLAN, P.ATTENDANCE_RECORD, P.GUIDANCE_VIEW, P.CONTRACT_CALL_OFF, P.PLACEMENT_MAKE,
    P.MONEY_STATE,
}  # fmt: skip
_GUIDES = frozenset(
    {
        P.DOSSIER_VIEW,
        P.CONTACT_RECORD,
        P.INPUT_GIVE,
        P.DOELGROEP_VIEW,
        P.HOURS_VIEW,
        P.HOURS_RECORD,
        P.REGELDAG_RUN,
        P.GUIDANCE_VIEW,
        P.GUIDANCE_RECORD,
        P.ATTENDANCE_RECORD,
        P.MONEY_STATE,
        P.MONEY_PLAN,
        P.SELF_RELIANCE,
    }
)

PERMISSIONS: Mapping[str, frozenset[Permission]] = {
    Role.REGISSEUR: _CASEWORK | {P.LIST_EXPORT, P.EMERGENCY_OPEN},
    Role.TEAMLEIDER: _CASEWORK
    | {
        P.ASSIGN,
        P.EMERGENCY_OPEN,
        P.CASELOAD_TAKE_OVER,
        P.SAFE_ADDRESS_SHOW,
        P.LIST_EXPORT,
        P.TEAM_VIEW,
        P.GUIDANCE_FIGURES,
        P.HOURS_TOTALS,
        P.HOUSING_ARRANGE,
        P.CONTRACT_VIEW,
        P.MONEY_PLAN,
        P.MONEY_DECIDE,
    },
    Role.BESLISSER: _READ | {P.PIP_ESTABLISH, P.LETTER_SEND, P.HOURS_DECIDE},
    Role.ADMINISTRATIE: frozenset(
        {
            P.DOSSIER_VIEW,
            P.CONTACT_RECORD,
            P.POST_FILE,
            P.LETTER_SEND,
            P.DUO_FACTS,
            P.BSN_RECOGNISE,
            # Whoever enters in DUO's portal what the machine link doesn't send needs the number there (Wi 36).
            P.BSN_SHOW,
            P.DOELGROEP_VIEW,
            P.RESIDENCE_VIEW,
            P.HOURS_VIEW,
            P.HOURS_RECORD,
            P.GROUP_VIEW,
            P.GROUP_PLAN,
            P.ATTENDANCE_RECORD,
        }
    ),
    # Account numbers and balances are for who keeps them only.
    Role.ADMINISTRATEUR: frozenset(
        {
            P.DOSSIER_VIEW,
            P.CONTACT_RECORD,
            P.LETTER_SEND,
            P.DOELGROEP_VIEW,
            P.RESIDENCE_VIEW,
            P.ADDRESS_VIEW,
            P.INCOME_VIEW,
            P.MONEY_STATE,
            P.MONEY_PLAN,
            P.MONEY_EDIT,
            P.MONEY_RELEASE,
            P.SELF_RELIANCE,
        }
    ),
    Role.DOCENT: frozenset({P.ATTENDANCE_RECORD}),
    Role.SCHOOLCOORDINATOR: frozenset({P.PLACEMENT_RECEIVE, P.COURSE_EDIT}),
    Role.BEGELEIDER: _GUIDES,
    Role.COORDINATOR: _GUIDES | {P.GUIDANCE_ASSIGN, P.GUIDANCE_FIGURES},
    Role.WIJKTEAM: frozenset({P.REFERRAL_RECEIVE}),
    Role.COA_BEGELEIDER: frozenset({P.HANDOVER_SUPPLY}),
    Role.INKOPER: frozenset(
        {
            P.CONTRACT_VIEW,
            P.CONTRACT_EDIT,
            P.CONTRACT_CONFIRM,
            P.INVOICE_VIEW,
            P.INVOICE_DECIDE,
            P.COURSE_EDIT,
        }
    ),
    Role.CONTROLLER: frozenset(
        {
            P.GUIDANCE_FIGURES,
            P.HOURS_TOTALS,
            P.CONTRACT_VIEW,
            P.CONTRACT_CONFIRM,
            P.INVOICE_VIEW,
            P.INVOICE_DECIDE,
            P.INVOICE_CONFIRM,
            P.MONTH_CLOSE,
            P.FUNDING_EDIT,
        }
    ),
    # Violence is seen by who holds this role only: a regisseur gives a signal and doesn't read those of others.
    Role.AANDACHT: frozenset({P.DOSSIER_VIEW, P.SIGNAL_RECORD, P.SIGNAL_VIEW}),
    Role.PRIVACY: frozenset({P.AUDIT_VIEW}),
    Role.BEHEER: frozenset({P.SETTINGS_VIEW, P.CASELOAD_TAKE_OVER}),
    Role.DUO: frozenset({P.DOSSIER_VIEW, P.DOSSIER_OPEN, P.DOSSIER_EDIT, P.DUO_FACTS}),
    Role.SYSTEEM: frozenset({P.DOSSIER_VIEW, P.DOSSIER_EDIT, P.LETTER_SEND, P.DUO_FACTS}),
    Role.KOPPELING: frozenset({P.PLACEMENT_RECEIVE, P.COURSE_EDIT}),
}

# Whoever holds one of these can decide about people, give power to others, or see what is best hidden: two managers.
GUARDED: frozenset[Permission] = frozenset(
    {P.PIP_ESTABLISH, P.SETTINGS_VIEW, P.SAFE_ADDRESS_SHOW, P.AUDIT_VIEW, P.SIGNAL_VIEW, P.MONEY_RELEASE}
)


def guarded(role: str) -> bool:
    """Whether giving this role takes a second manager."""
    return bool(PERMISSIONS[role] & GUARDED)
