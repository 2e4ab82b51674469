"""The desk of who keeps clients' money, and who has the right and isn't ontzorgd yet."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.stages.ontzorgen.models import Ontzorging
from wegwijs.stages.ontzorgen.presenters import desk as shown
from wegwijs.stages.ontzorgen.queries import desk as queries
from wegwijs.stages.ontzorgen.queries.desk import Place, Which

P = Permission
TILES = {
    Which.INKOMEN: "late", Which.TERUG: "late", Which.EINDE: "soon", Which.VOORSCHOT: "soon", Which.SIGNAAL: "soon",
}  # fmt: skip


@require_safe
@door(P.MONEY_EDIT, P.MONEY_DECIDE)
def desk(request: ActorRequest) -> HttpResponse:
    """What asks attention today; who ends soonest first."""
    actor = request.actor
    asked, state = request.GET.get("toon", ""), request.GET.get("stand", "")
    which = Which(asked) if asked in Which.values else Which.ALLE
    state = state if state in Ontzorging.State.values else ""
    edits = actor.may(P.MONEY_EDIT)
    mine = edits and request.GET.get("van") == "mij"
    after = place(request.GET.get("na", ""))
    weeks = request.GET.get("tekort", "")
    short = int(weeks) if weeks in map(str, queries.SHORT_WITHIN) else 0
    found = queries.desk(actor, which, mine=mine, state=state, short=short, after=after)
    record_list(by=actor, page="ontzorgen", shown=len(found.cases))
    whose = "van=mij&" if mine else ""
    stand, lacking = f"stand={state}&" if state else "", f"tekort={short}&" if short else ""
    kept = f"{whose}{stand}{lacking}"
    last = found.cases[-1] if found.cases else None
    return render(
        request,
        "ontzorgen/desk.html",
        {
            "lines": [shown.case_line(case) for case in found.cases],
            "tiles": [
                (found.numbers[one], one.label, severity if found.numbers[one] else "neutral", f"?{kept}toon={one}", which == one)
                for one, severity in TILES.items()
            ],
            "which": which,
            "narrowed": which is not Which.ALLE or bool(state) or bool(short),
            "mine": mine,
            "edits": edits,
            "kept": kept,
            # What each menu keeps of the others.
            "but_whose": f"{stand}{lacking}",
            "but_state": f"{whose}{lacking}",
            "but_short": f"{whose}{stand}",
            "short": short,
            "weeks": [(one, short == one) for one in queries.SHORT_WITHIN],
            "states": [(value, label, state == value) for value, label in Ontzorging.State.choices],
            "state_label": dict(Ontzorging.State.choices).get(state, ""),
            "first": f"?{kept}toon={which}" if after else "",
            "more": f"?{kept}toon={which}&na={last.until.isoformat()}_{last.pk}" if found.more and last else "",
        },
    )  # fmt: skip


def place(text: str) -> Place | None:
    """Where a page goes on; None for what can't be read, which shows the first."""
    until, _, key = text.partition("_")
    try:
        return Place(date.fromisoformat(until), UUID(key))
    except ValueError:
        return None


@require_safe
@door(P.MONEY_EDIT)
def right(request: ActorRequest) -> HttpResponse:
    """Who has the right by law, and isn't ontzorgd."""
    after = place(request.GET.get("na", ""))
    rows, more = queries.with_right(request.actor, after=after)
    record_list(by=request.actor, page="recht op ontzorgen", shown=len(rows))
    return render(
        request,
        "ontzorgen/right.html",
        {
            "lines": [shown.right_line(row) for row in rows],
            "first": "?" if after else "",
            "more": f"?na={rows[-1].last_day.isoformat()}_{rows[-1].dossier_id}" if more else "",
        },
    )
