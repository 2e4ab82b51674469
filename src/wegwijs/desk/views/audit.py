"""Who saw and who changed what: for whoever watches over privacy. Looking here is recorded as well."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import check_chains, record
from wegwijs.audit.models import Action
from wegwijs.desk import audit_log
from wegwijs.desk.forms import AuditForm
from wegwijs.ui import notices

FIELDS = ("number", "account", "action", "since", "until")


@require_safe
@door(Permission.AUDIT_VIEW)
def audit(request: ActorRequest) -> HttpResponse:
    """Newest first, narrowed by what stands in the address."""
    asked = {name: request.GET.get(name, "") for name in FIELDS}
    form = AuditForm(asked) if any(asked.values()) else AuditForm()
    after = request.GET.get("na", "")
    before = int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else None
    lines: list[audit_log.Line] = []
    more = None
    if not form.is_bound or form.is_valid():
        data = form.cleaned_data if form.is_bound else {}
        search = audit_log.search_of(data, request.actor, before=before)
        record(
            by=request.actor, action=Action.VIEW, kind="inzage", key="-", detail=audit_log.said(search, asked)
        )
        lines, more = audit_log.page(request.actor, search)
    return render(
        request,
        "desk/audit.html",
        {
            "form": form,
            "lines": lines,
            "next": audit_log.address(asked, more) if more else "",
            "first": audit_log.address(asked, None) if before else "",
            "narrowed": form.is_bound,
            "stands": audit_log.chain_stands(request.actor),
        },
    )


@require_POST
@door(Permission.AUDIT_VIEW)
def check(request: ActorRequest) -> HttpResponse:
    """Recompute the chains of the actor's gemeenten now."""
    found = check_chains(audit_log.chains_of(request.actor))
    broken = sum(1 for chain in found if chain.broken)
    record(by=request.actor, action=Action.VIEW, kind="inzage", key="-", detail="logboek gecontroleerd")
    notices.saved(
        request, "Het logboek is gecontroleerd." + (f" {broken} niet heel." if broken else " Alles is heel.")
    )
    return redirect("desk:audit")
