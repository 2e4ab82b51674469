"""Inzage en wijziging: what was asked of the audit, and its rows as a page shows them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from wegwijs.access.actor import EMERGENCY, Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.models import Action, AuditRecord, ChainCheck
from wegwijs.audit.queries import LOOSE, Search, last_checks, records
from wegwijs.documents.queries import letters_for
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.queries import audit_subjects, gemeenten_of, numbers_by_key
from wegwijs.messages.queries import keys_of
from wegwijs.ui.format import day, moment, number

PAGE = 50
KINDS = {
    "dossier": "dossier",
    "persoon": "persoonsgegevens",
    "brief": "brief",
    "bericht": "bericht van of naar DUO",
    "post": "post",
    "team": "stand van het team",
    "lijst": "lijst van DUO",
    "bestand": "ingelezen bestand",
    "agenda": "agenda van een medewerker",
    "koppeling": "koppeling met DUO",
    "sleutel": "sleutel van een aanbieder",
    "inzage": "logboek van inzage",
    "signaal": "signaal van toezicht",
    "medewerker": "medewerker",
    "rol": "rol van een medewerker",
    "beleid": "beleidsregel",
    "mandaat": "mandaat",
    "gemeente": "gegevens van een gemeente",
    "taakstelling": "taakstelling van een gemeente",
    "sjabloon": "regeldagsjabloon van een gemeente",
}
# A change of the timeline is recorded under the kind of its event.
EVENTS = {str(value): label for value, label in Kind.choices}


@dataclass(frozen=True, slots=True)
class Line:
    """One act, ready to print. ``tone`` colours what deserves a second look."""

    when: str
    who: str
    organisation: str
    action: str
    tone: str
    what: str
    number: str
    detail: str


@dataclass(frozen=True, slots=True)
class ChainStand:
    """Whether the log of one gemeente is whole, in a sentence."""

    name: str
    whole: bool
    sentence: str


def search_of(asked: dict[str, Any], actor: Actor, *, before: int | None) -> Search:
    """The search that a valid form asks for. A dossier number that isn't the actor's finds nothing."""
    text = asked.get("number", "").strip()
    gemeenten = actor.gemeenten(Permission.AUDIT_VIEW)
    return Search(
        subjects=_subjects(text, gemeenten) if text else None,
        account=int(asked["account"]) if asked.get("account") else None,
        action=asked.get("action", ""),
        since=asked.get("since"),
        until=asked.get("until"),
        before=before,
    )


def _subjects(number: str, gemeenten: Collection[str]) -> set[tuple[str, str]]:
    """The dossier with its person, post, letters and messages; nothing when it isn't of these gemeenten."""
    found = audit_subjects(number, gemeenten)
    if not found:
        return found
    dossiers = [UUID(key) for kind, key in found if kind == "dossier"]
    letters = letters_for(number).values_list("pk", flat=True)
    return found | {("brief", str(pk)) for pk in letters} | {("bericht", key) for key in keys_of(dossiers)}


def page(actor: Actor, search: Search) -> tuple[list[Line], int | None]:
    """At most 50 lines, newest first, and the key of the next page (None when this is the last)."""
    gemeenten = actor.gemeenten(Permission.AUDIT_VIEW)
    rows = records(search, chains=gemeenten, organisation=actor.organisation_name)
    found = list(rows[: PAGE + 1])
    numbers = numbers_by_key({row.subject_id for row in found}, gemeenten)
    return [_line(row, numbers) for row in found[:PAGE]], found[PAGE - 1].pk if len(found) > PAGE else None


def _line(row: AuditRecord, numbers: dict[str, str]) -> Line:
    emergency, detail = row.purpose == EMERGENCY, EVENTS.get(row.detail, row.detail)
    return Line(
        when=moment(row.at),
        who=row.actor.removesuffix(f", {row.organisation}"),
        organisation=row.organisation,
        action=row.get_action_display().partition(" (")[0],
        tone="late" if emergency else "soon" if row.action in (Action.REVEAL, Action.EXPORT) else "neutral",
        what=KINDS.get(row.subject_kind, row.subject_kind),
        number=numbers.get(row.subject_id, ""),
        detail=f"{EMERGENCY}: {detail}" if emergency and EMERGENCY not in detail else detail,
    )


def address(asked: dict[str, str], before: int | None) -> str:
    """The query string that goes on after a row."""
    return "?" + urlencode({**{k: v for k, v in asked.items() if v}, **({"na": before} if before else {})})


def chain_stands(actor: Actor) -> list[ChainStand]:
    """For each gemeente of the actor whether its log is whole; broken ones first."""
    gemeenten = gemeenten_of(actor, Permission.AUDIT_VIEW)
    names = {gemeente.code: gemeente.naam for gemeente in gemeenten} | {LOOSE: "zonder gemeente"}
    checks = {check.chain: check for check in last_checks(names)}
    stands = [_stand(name, checks.get(chain)) for chain, name in names.items()]
    return sorted(stands, key=lambda stand: stand.whole)


def _stand(name: str, check: ChainCheck | None) -> ChainStand:
    if check is None:
        return ChainStand(name, whole=True, sentence="nog niet gecontroleerd")
    at = moment(check.at)
    if check.broken:
        first = ", ".join(map(str, check.broken))
        return ChainStand(name, whole=False, sentence=f"niet heel op {at}: kijk bij regel {first}")
    return ChainStand(name, whole=True, sentence=f"heel op {at}, {number(check.rows)} regels")


def chains_of(actor: Actor) -> Collection[str]:
    """The chains that the actor may have checked."""
    return [*sorted(actor.gemeenten(Permission.AUDIT_VIEW)), LOOSE]


def said(search: Search, asked: dict[str, str]) -> str:
    """What was looked for, for the audit of the audit: a dossier number and a period, never a person."""
    parts = [asked.get("number", "").strip()[:16] if search.subjects else ""]
    parts += [f"account {search.account}" if search.account else "", search.action]
    parts += [
        f"vanaf {day(search.since)}" if search.since else "",
        f"tot {day(search.until)}" if search.until else "",
    ]
    return " ".join(part for part in parts if part) or "alles"
