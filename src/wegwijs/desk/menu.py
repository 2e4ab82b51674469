"""Where one can go from every page, in the order of the process; and where those begin who see no dossiers."""

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijs.access.actor import Actor
from wegwijs.access.queries.beheer import WAITING as CONFIRM
from wegwijs.access.roles import Permission
from wegwijs.alerts.queries import TOLD
from wegwijs.alerts.queries import WAITING as ALERTS
from wegwijs.contracts.queries.invoices import WAITING as INVOICES
from wegwijs.dossiers.models import Fase

P = Permission
WORDS, REFERRALS = "teksten die brieven tegenhouden", "nieuwe verwijzingen"
ASKED = "aanmeldingen zonder antwoord"
MINE = "mine"


@dataclass(frozen=True, slots=True)
class Place:
    """``name`` is that of the address, ``needed`` any of these permissions; ``count`` names what waits there, ``key`` goes there
    after typing g; "" for none."""

    label: str
    name: str
    needed: tuple[Permission, ...]
    count: str = ""
    key: str = ""


# By heading; the first has none.
PLACES: Mapping[str, tuple[Place, ...]] = {
    "": (
        Place("Mijn werk", "desk:work", (P.DOSSIER_VIEW,), MINE, "w"),
        Place("Team", "desk:team", (P.TEAM_VIEW,), key="t"),
        Place("Meldingen", "alerts:list", TOLD, ALERTS, "m"),
        Place("Agenda", "desk:agenda", (P.DOSSIER_VIEW,), key="d"),
        Place("Post", "dossiers:post", (P.POST_FILE,), key="s"),
    ),
    "Werkprocessen": (
        Place("Overdracht", "overdracht:list", (P.OVERDRACHT_RECORD,), Fase.OVERDRACHT, "o"),
        Place("Overdracht", "overdracht:coa", (P.HANDOVER_SUPPLY,), key="o"),
        Place("Brede intake", "intake:list", (P.DOSSIER_VIEW,), Fase.INTAKE, "i"),
        Place("PIP", "pip:list", (P.PIP_VIEW,), Fase.PIP, "p"),
        Place("Wachtlijst leerroutes", "leerroutes:waiting", (P.PLACEMENT_MAKE,)),
        Place("Uren naast het PIP", "participatie:list", (P.PIP_VIEW,), key="u"),
        Place("Voltooien", "voltooien:list", (P.PIP_VIEW,), key="k"),
        Place("Berichten van DUO", "duo:messages", (P.DUO_FACTS,), key="b"),
        Place("Portaal van DUO", "duo:portal", (P.DUO_FACTS,), key="q"),
        Place("Proef: DUO stuurt", "demo:duo", (P.DUO_FACTS,)),
    ),
    "School": (
        Place("Deelnemers", "leerroutes:school", (P.PLACEMENT_RECEIVE,), ASKED, "k"),
        Place("Week invullen", "leerroutes:week", (P.PLACEMENT_RECEIVE,), key="x"),
        Place("Rapporten", "leerroutes:reports", (P.PLACEMENT_RECEIVE,)),
        Place("Bestand met lessen", "leerroutes:files", (P.PLACEMENT_RECEIVE,)),
        Place("Cursussen", "leerroutes:courses", (P.PLACEMENT_RECEIVE,)),
    ),
    "Loopt ernaast": (
        Place("Verwijzingen", "begeleiding:inbox", (P.REFERRAL_RECEIVE,), REFERRALS, "r"),
        Place("Begeleiding", "guidance:desk", (P.GUIDANCE_RECORD,), key="e"),
        Place("Regeldagen", "regeldag:list", (P.REGELDAG_RUN,)),
        Place("Groepen", "groups:list", (P.GROUP_VIEW,), key="n"),
        Place("Mijn bijeenkomsten", "groups:mine", (P.ATTENDANCE_RECORD,), key="j"),
        Place("Werkplekken", "werkplekken:list", (P.MODULES_RECORD,), key="l"),
        Place("Overzichten van geld", "selfreliance:statements", (P.MONEY_EDIT,)),
        Place("Bijstand uit bestand", "selfreliance:files", (P.MONEY_EDIT,)),
        Place("Geldplannen", "ontzorgen:desk", (P.MONEY_EDIT, P.MONEY_DECIDE)),
        Place("Veiligheid", "safety:list", (P.SIGNAL_VIEW,), key="v"),
    ),
    "Inkoop": (
        Place("Contracten", "contracts:list", (P.CONTRACT_VIEW,), key="c"),
        Place("Facturen", "invoices:list", (P.INVOICE_VIEW,), INVOICES, "f"),
        Place("Budget", "reporting:budget", (P.CONTRACT_VIEW,), key="z"),
        Place("Aanbestedingen", "inkoop:list", (P.CONTRACT_VIEW,)),
        Place("Cursussen", "leerroutes:courses", (P.CONTRACT_EDIT,)),
    ),
    "Organisatie": (
        Place("Cijfers begeleiding", "offer:figures", (P.GUIDANCE_FIGURES,)),
        Place("Totalen van uren", "hours:totals", (P.HOURS_TOTALS,)),
        Place("Inzage en wijziging", "desk:audit", (P.AUDIT_VIEW,), key="a"),
        Place("Signalen", "oversight:signs", (P.AUDIT_VIEW,), "signalen"),
        Place("Noodtoegang", "oversight:emergencies", (P.AUDIT_VIEW,), "noodtoegang"),
        Place("Dubbele personen", "people:double_list", (P.DOSSIER_EDIT,)),
        Place("Dossiers overnemen", "takeover:new", (P.CASELOAD_TAKE_OVER,)),
        Place("Beheer", "organisations:settings", (P.SETTINGS_VIEW,), CONFIRM, "h"),
    ),
}
# Pages of a place that stand elsewhere, by the beginning of their address.
ALSO: Mapping[str, tuple[str, ...]] = {
    "groups:list": ("/welkom/", "/ruimten/"),
    "organisations:settings": (
        "/duo/koppelingen/", "/documenten/teksten/", "/begeleidingsaanbod/", "/participatie/verklaring/",
    ),
}  # fmt: skip
# Where somebody without dossiers begins, the first that fits.
BEGINS: tuple[tuple[Permission, str], ...] = (
    (P.REFERRAL_RECEIVE, "begeleiding:inbox"),
    (P.PLACEMENT_RECEIVE, "leerroutes:school"),
    (P.ATTENDANCE_RECORD, "groups:mine"),
    (P.HANDOVER_SUPPLY, "overdracht:coa"),
    (P.CONTRACT_VIEW, "contracts:list"),
    (P.HOURS_TOTALS, "hours:totals"),
)


def begins_at(actor: Actor) -> str:
    """The name of the address; "" for who sees dossiers, and for who has nothing here."""
    if actor.may(P.DOSSIER_VIEW):
        return ""
    return next((name for permission, name in BEGINS if actor.may(permission)), "")
