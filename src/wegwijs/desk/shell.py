"""The white bar and the navigation of every page: who you are, where you can go, how much waits there."""

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission, Role
from wegwijs.dossiers.models import Fase, State
from wegwijs.dossiers.queries import visible
from wegwijs.ui.shell import NavGroup, NavItem, Shell

SEARCHERS = Permission.DOSSIER_VIEW


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
        nav=_navigation(actor, request.path),
        search_url=_address("desk:search") if actor.may(SEARCHERS) else "",
        signout_url=_address("access:signout"),
    )


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _navigation(actor: Actor, path: str) -> tuple[NavGroup, ...]:
    counts = _counts(actor) if actor.may(Permission.DOSSIER_VIEW) else {}

    def items(*wanted: tuple[str, str, Permission, str, str]) -> tuple[NavItem, ...]:
        found = []
        for label, name, permission, count, key in wanted:
            url = _address(name)
            if url and actor.may(permission):
                here = path == url if url == "/" else path.startswith(url)
                found.append(NavItem(label, url, counts.get(count), current=here, key=key))
        return tuple(found)

    groups = (
        NavGroup(
            "",
            items(
                ("Mijn werk", "desk:work", Permission.DOSSIER_VIEW, "mine", "w"),
                ("Post", "dossiers:post", Permission.POST_FILE, "", "s"),
            ),
        ),
        NavGroup(
            "Werkprocessen",
            items(
                ("Overdracht", "overdracht:list", Permission.OVERDRACHT_RECORD, Fase.OVERDRACHT, "o"),
                ("Brede intake", "intake:list", Permission.DOSSIER_VIEW, Fase.INTAKE, "i"),
                ("PIP", "pip:list", Permission.PIP_VIEW, Fase.PIP, "p"),
                ("Berichten van DUO", "duo:messages", Permission.DUO_FACTS, "", "b"),
                ("Portaal van DUO", "duo:portal", Permission.DUO_FACTS, "", "q"),
                ("Proef: DUO stuurt", "demo:duo", Permission.DUO_FACTS, "", ""),
            ),
        ),
        NavGroup(
            "Organisatie",
            items(
                ("Inzage en wijziging", "desk:audit", Permission.AUDIT_VIEW, "", "a"),
                ("Beheer", "organisations:settings", Permission.SETTINGS_VIEW, "", "h"),
            ),
        ),
    )
    return tuple(group for group in groups if group.items)


def _counts(actor: Actor) -> dict[str, int]:
    """How many open dossiers wait at each step, in one statement."""
    wanted = {fase: Count("pk", filter=Q(fase=fase)) for fase in (Fase.OVERDRACHT, Fase.INTAKE, Fase.PIP)}
    # The list of the handover holds who waits for a home as well, and every voorloper.
    on_the_way = Q(fase__in=[Fase.OVERDRACHT, Fase.HUISVESTING]) | Q(state=State.VOORLOPER)
    wanted[Fase.OVERDRACHT] = Count("pk", filter=on_the_way)
    mine = Count("pk", filter=Q(regisseur=actor.employee)) if actor.employee else Count("pk")
    everyone = Count("pk")
    rows = visible(actor).exclude(state=State.GESLOTEN)
    found = rows.aggregate(**{str(k.value): v for k, v in wanted.items()}, mine=mine, everyone=everyone)
    if Role.REGISSEUR not in actor.roles:
        found["mine"] = found["everyone"]
    return found
