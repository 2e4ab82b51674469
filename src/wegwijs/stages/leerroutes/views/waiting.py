"""Who waits for a place in the region."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.stages.leerroutes.models import Wachtreden
from wegwijs.stages.leerroutes.presenters import placing as shown
from wegwijs.stages.leerroutes.queries import waiting as queries
from wegwijs.ui.parts import Menu


@require_safe
@door(Permission.PLACEMENT_MAKE)
def listing(request: ActorRequest) -> HttpResponse:
    """The longest waiting first, each with what the law says of it."""
    reason = request.GET.get("reden", "")
    reason = reason if reason in Wachtreden.values else ""
    mine = request.GET.get("van") == "mij"
    after = _place(request.GET.get("na", ""))
    rows, more = queries.listed(request.actor, reason=reason, mine=mine, after=after)
    record_list(by=request.actor, page="wachtlijst leerroutes", shown=len(rows))

    def address(**other: str) -> str:
        kept = {"reden": reason, "van": "mij" if mine else "", **other}
        return "?" + urlencode({name: value for name, value in kept.items() if value})

    last = rows[-1].row if rows else None
    context = {
        "lines": [shown.waits(one) for one in rows],
        "mine": mine,
        "reason": reason,
        "reasons": Menu.of(
            "Reden", "reden", reason, {one.value: str(one.label) for one in Wachtreden}, address, everything="alle redenen"
        ),
        "mine_url": address(van="" if mine else "mij"),
        "narrowed": bool(reason or mine),
        "first": address() if after else "",
        "more": address(na=f"{last.since}_{last.pk}") if more and last else "",
    }  # fmt: skip
    return render(request, "leerroutes/waiting.html", context)


def _place(text: str) -> tuple[date, UUID] | None:
    since, _, pk = text.partition("_")
    try:
        return date.fromisoformat(since), UUID(pk)
    except ValueError:
        return None
