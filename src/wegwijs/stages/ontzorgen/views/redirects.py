"""The checklist of the regeldag: which payer must change which account number."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.pages import pressed
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.queries import open_dossier
from wegwijs.stages.ontzorgen.commands import plan as acts
from wegwijs.stages.ontzorgen.models import Ontzorging
from wegwijs.stages.ontzorgen.presenters import plan as shown
from wegwijs.stages.ontzorgen.presenters.reasons import given_to_payers
from wegwijs.stages.ontzorgen.queries import plans as queries
from wegwijs.stages.ontzorgen.queries.statements import clients_account
from wegwijs.stages.ontzorgen.views.opened import PAGE, opened

VIEW, EDIT, TICK = Permission.MONEY_PLAN, Permission.MONEY_EDIT, Permission.SELF_RELIANCE
CLOSED = Ontzorging.State.KLAAR


@require_safe
@door(VIEW)
def page(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Every payer with a large button; the number itself for who keeps the money."""
    actor = request.actor
    dossier = open_dossier(actor, pk, page="geldplan: rekeningnummers", permission=VIEW)
    may_edit = actor.may(EDIT, dossier.gemeente_id)
    context = {"head": dossier_presenters.head(dossier, actor), "dossier": dossier, "may_edit": may_edit}
    plans = queries.plans_of(actor, dossier)
    if not plans:
        return render(request, "ontzorgen/none.html", context | {"tab": "Rekeningnummers doorgeven"})
    found = plans[0]
    lines = shown.redirect_lines(queries.incomes_of(found))
    context |= {
        "ontzorging": found,
        "keeps_money": may_edit,
        "redirects": lines,
        "done": sum(line.done for line in lines),
        "may_tick": actor.may(TICK, dossier.gemeente_id) and found.state != CLOSED,
        "ours": given_to_payers(clients_account(dossier.gemeente_id), dossier) if may_edit else [],
        "keeper": found.administrator,
    }
    return render(request, "ontzorgen/redirects.html", context)


@require_POST
@door(TICK)
def redirected(request: ActorRequest, pk: UUID, inkomen_pk: UUID) -> HttpResponse:
    """Tick that a payer has our account number, or take the tick away."""
    dossier, found = opened(request, pk, "geldplan: rekeningnummer doorgegeven", TICK)
    if found.state == CLOSED:
        raise Http404
    row = queries.income_or_404(found, inkomen_pk)
    version, done = request.POST.get("version", ""), request.POST.get("done") == "ja"
    said = int(version) if version.isdecimal() and len(version) < 9 else 0
    on = clock.today() if done else None
    pressed(
        request, lambda: acts.redirect(row, by=request.actor, on=on, expected_version=said),
        "Afgevinkt." if done else "Staat weer open.",
    )  # fmt: skip
    return redirect("ontzorgen:redirects" if request.POST.get("lijst") == "ja" else PAGE, dossier.pk)
