"""The book of all contracts on any day, and closing a month."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, bound, carried_out, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.contracts.commands import close_month
from wegwijs.contracts.forms.agreements import AsOfForm, CloseForm
from wegwijs.contracts.presenters import agreements as shown
from wegwijs.contracts.queries import agreements as queries
from wegwijs.contracts.queries import money
from wegwijs.tables import csv_of
from wegwijs.ui import notices
from wegwijs.ui.format import day

VIEW, CLOSE = Permission.CONTRACT_VIEW, Permission.MONTH_CLOSE


@require_safe
@door(VIEW)
def sums(request: ActorRequest) -> HttpResponse:
    """By contract, gemeente and year, as it stood at the end of a day; as a file with ``?bestand=ja``."""
    form = (
        AsOfForm({"op": request.GET["op"]}) if request.GET.get("op") else AsOfForm({"op": day(clock.today())})
    )
    on = form.cleaned_data["op"] if form.is_valid() and form.cleaned_data["op"] else clock.today()
    lines, total = _lines(request.actor, on)
    if request.GET.get("bestand") == "ja":
        return _file(request.actor, lines, on)
    last = money.closed_until()
    return render(
        request,
        "contracts/money.html",
        {
            "form": form,
            "on": on,
            "lines": lines,
            "total": total,
            "file": f"?op={day(on)}&bestand=ja",
            "closed": last,
            "final": last is not None and on < money.following(last),
            "may_close": request.actor.may(CLOSE),
        },
    )


def _lines(actor: Actor, on: date) -> tuple[list[shown.MoneyLine], shown.Amounts]:
    found = money.cells(actor.gemeenten(VIEW), on=on)
    lines = shown.money_lines(found, queries.known(actor))
    return lines, shown.amounts(money.summed(found))


def _file(actor: Actor, lines: list[shown.MoneyLine], on: date) -> HttpResponse:
    record(by=actor, action=Action.EXPORT, kind="contract", key="-", detail=f"geld van contracten, {day(on)}")
    made = HttpResponse(
        csv_of([shown.HEADER, *map(shown.money_cells, lines)]), content_type="text/csv; charset=utf-8"
    )
    made["Content-Disposition"] = f'attachment; filename="contracten-{on:%Y-%m-%d}.csv"'
    return made


@door(CLOSE)
def months(request: ActorRequest) -> HttpResponse:
    """Which months are closed, and closing the next."""
    last = money.closed_until()
    today = clock.today()
    choices = money.closable(today)
    form = bound(CloseForm, request, months=choices)
    if carried_out(
        request, form, lambda data: close_month(date.fromisoformat(data["month"]), by=request.actor)
    ):
        notices.saved(
            request, "De maand is gesloten. Wat later komt, wordt geboekt in de maand die dan open is."
        )
        return redirect("contracts:months")
    return render(
        request,
        "contracts/months.html",
        {"form": form, "rows": money.closed(), "last": last, "open": bool(choices)},
    )
