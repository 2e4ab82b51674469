"""The white bar and the navigation of every page: who you are, where you can go, how much waits there."""

from collections.abc import Mapping
from functools import cache

from django.db import connection
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.queries.beheer import waiting_for
from wegwijs.access.roles import Permission, Role
from wegwijs.alerts.queries import counts as unread
from wegwijs.desk.worklist.counts import MOST, MOST_IN_BADGE, shown, waiting
from wegwijs.documents.queries.texts import outdated_for
from wegwijs.dossiers.models import Fase
from wegwijs.oversight.queries import waiting as to_answer
from wegwijs.stages.begeleiding.queries import new_for
from wegwijs.ui.shell import NavGroup, NavItem, Shell

SEARCHERS = Permission.DOSSIER_VIEW
TOLD = Permission.DOSSIER_VIEW, Permission.AUDIT_VIEW
CONFIRM, WORDS, REFERRALS = "te bevestigen", "teksten die brieven tegenhouden", "nieuwe verwijzingen"
# Pages of the sign-in library about somebody's own account.
OWN = ("/aanmelden/sessions/", "/aanmelden/2fa/", "/aanmelden/password/")
# Pages of an item of the navigation that stand elsewhere, by the beginning of their address.
ALSO: Mapping[str, tuple[str, ...]] = {
    "groups:list": ("/welkom/", "/ruimten/"),
    "organisations:settings": (
        "/duo/koppelingen/",
        "/documenten/teksten/",
        "/begeleidingsaanbod/",
        "/participatie/verklaring/",
    ),
}


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor. Nothing for someone who isn't signed in or has no actor; made only when a page uses it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> Shell | None:
    actor: Actor | None = getattr(request, "actor", None)
    if not actor:
        return None
    roles = ", ".join(sorted(Role(role).label for role in actor.roles))
    gemeenten = len(actor.gemeenten())
    place = (
        f"Drechtsteden · {gemeenten} gemeente{'' if gemeenten == 1 else 'n'}" if gemeenten else "Drechtsteden"
    )
    return Shell(
        region=place,
        user_name=actor.employee.name if actor.employee else actor.label,
        user_role=f"{roles}, {actor.organisation_name}",
        nav=_navigation(actor, request.path, getattr(request, "waiting", None)),
        search_url=_address("desk:search") if actor.may(SEARCHERS) else "",
        signout_url=_address("access:signout"),
    )


@cache
def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _navigation(actor: Actor, path: str, known: Mapping[str, int] | None) -> tuple[NavGroup, ...]:
    """``known``: what waits, where the page counted it already."""
    # A page of the sign-in library is made after its transaction: no rows show there, so no counts.
    counted = connection.in_atomic_block and actor.may(Permission.DOSSIER_VIEW)
    counts = dict(known or waiting(actor, today=clock.today())) if counted else {}
    if connection.in_atomic_block and actor.may(Permission.SETTINGS_VIEW):
        counts[CONFIRM] = waiting_for(actor)
        if wrong := outdated_for(actor, clock.today()):
            counts[WORDS] = wrong
    if connection.in_atomic_block and actor.may(Permission.REFERRAL_RECEIVE):
        counts[REFERRALS] = new_for(actor)
    if connection.in_atomic_block and actor.may(Permission.AUDIT_VIEW):
        counts |= to_answer(actor)
        if "alerts" not in counts:
            counts["alerts"] = sum(unread(actor).values())

    def items(*wanted: tuple[str, str, Permission | tuple[Permission, ...], str, str]) -> tuple[NavItem, ...]:
        found = []
        for label, name, needed, count, key in wanted:
            url = _address(name)
            if url and any(
                actor.may(one) for one in ((needed,) if isinstance(needed, Permission) else needed)
            ):
                here = path == url if url == "/" else path.startswith((url, *ALSO.get(name, ())))
                waiting = (
                    shown(counts[count], MOST if count == "mine" else MOST_IN_BADGE)
                    if count in counts
                    else None
                )
                found.append(NavItem(label, url, waiting, current=here, key=key))
        return tuple(found)

    groups = (
        NavGroup(
            "",
            items(
                ("Mijn werk", "desk:work", Permission.DOSSIER_VIEW, "mine", "w"),
                ("Team", "desk:team", Permission.TEAM_VIEW, "", "t"),
                ("Meldingen", "alerts:list", TOLD, "alerts", "m"),
                ("Agenda", "desk:agenda", Permission.DOSSIER_VIEW, "", "d"),
                ("Post", "dossiers:post", Permission.POST_FILE, "", "s"),
            ),
        ),
        NavGroup(
            "Werkprocessen",
            items(
                ("Overdracht", "overdracht:list", Permission.OVERDRACHT_RECORD, Fase.OVERDRACHT, "o"),
                ("Overdracht", "overdracht:coa", Permission.HANDOVER_SUPPLY, "", "o"),
                ("Verwijzingen", "begeleiding:inbox", Permission.REFERRAL_RECEIVE, REFERRALS, "r"),
                ("Begeleiding", "guidance:desk", Permission.GUIDANCE_RECORD, "", "e"),
                ("Regeldagen", "regeldag:list", Permission.REGELDAG_RUN, "", ""),
                ("Groepen", "groups:list", Permission.GROUP_VIEW, "", ""),
                ("Mijn bijeenkomsten", "groups:mine", Permission.ATTENDANCE_RECORD, "", ""),
                ("Brede intake", "intake:list", Permission.DOSSIER_VIEW, Fase.INTAKE, "i"),
                ("PIP", "pip:list", Permission.PIP_VIEW, Fase.PIP, "p"),
                ("Uren naast het PIP", "participatie:list", Permission.PIP_VIEW, "", "u"),
                ("Werkplekken", "werkplekken:list", Permission.MODULES_RECORD, "", "l"),
                ("Veiligheid", "safety:list", Permission.SIGNAL_VIEW, "", "v"),
                ("Berichten van DUO", "duo:messages", Permission.DUO_FACTS, "", "b"),
                ("Portaal van DUO", "duo:portal", Permission.DUO_FACTS, "", "q"),
                ("Proef: DUO stuurt", "demo:duo", Permission.DUO_FACTS, "", ""),
            ),
        ),
        NavGroup(
            "Organisatie",
            items(
                ("Cijfers begeleiding", "offer:figures", Permission.GUIDANCE_FIGURES, "", ""),
                ("Totalen van uren", "hours:totals", Permission.HOURS_TOTALS, "", ""),
                ("Inzage en wijziging", "desk:audit", Permission.AUDIT_VIEW, "", "a"),
                ("Signalen", "oversight:signs", Permission.AUDIT_VIEW, "signalen", ""),
                ("Noodtoegang", "oversight:emergencies", Permission.AUDIT_VIEW, "noodtoegang", ""),
                ("Dubbele personen", "people:double_list", Permission.DOSSIER_EDIT, "", ""),
                ("Dossiers overnemen", "takeover:new", Permission.CASELOAD_TAKE_OVER, "", ""),
                ("Beheer", "organisations:settings", Permission.SETTINGS_VIEW, CONFIRM, "h"),
            )
            + _to_mend(counts),
        ),
    )
    account = _address("usersessions_list")
    own = NavGroup("Uzelf", (NavItem("Mijn account", account, current=path.startswith(OWN)),))
    return (*(group for group in groups if group.items), own)


def _to_mend(counts: Mapping[str, int]) -> tuple[NavItem, ...]:
    """As long as words that somebody rewrote keep letters from being made: a task for functional management."""
    if WORDS not in counts:
        return ()
    number = shown(counts[WORDS], MOST_IN_BADGE)
    return (NavItem("Teksten herstellen", _address("documents:texts"), number),)
