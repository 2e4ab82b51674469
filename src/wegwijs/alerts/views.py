"""What an employee should know of: look, mark as read, choose the mail."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.alerts import queries
from wegwijs.alerts.commands import choose_mail, mark_read
from wegwijs.alerts.forms import MailForm
from wegwijs.alerts.models import AlertKind
from wegwijs.ui import notices
from wegwijs.ui.format import Dated, dated, day
from wegwijs.ui.parts import Chip

DATED = (AlertKind.LATE, AlertKind.DUE, AlertKind.KEY)
GROUPS = "Te laat", "Wacht op u", "Nieuws"


@dataclass(frozen=True, slots=True)
class Row:
    """One alert: where it leads, under which name, and what stands small behind that name."""

    pk: UUID
    words: str
    due: Dated | None
    address: str
    name: str
    number: str = ""


@door(*queries.TOLD)
def listing(request: ActorRequest) -> HttpResponse:
    """Unread, what asks to act first; below it which kinds come by mail."""
    actor, today = request.actor, clock.today()
    kind = request.GET.get("soort", "")
    mine, muted = queries.kinds(actor), queries.muted(actor)
    form = bound(MailForm, request, kinds=mine, initial={"wanted": [k for k in mine if k not in muted]})
    if request.method == "POST" and form.is_valid():
        choose_mail(by=actor, wanted=form.cleaned_data["wanted"])
        notices.saved(request, "Uw keuze voor de mail is opgeslagen.")
        return redirect("alerts:list")
    lines, more = queries.unread(actor, kind, request.GET.get("na", "")[:60])
    counted = queries.counts(actor)
    request.waiting = {queries.WAITING: sum(counted.values())}
    context = {
        "groups": [
            (GROUPS[place], [_row(line, today) for line in group])
            for place, group in groupby(lines, key=lambda line: line.place)
        ],
        "dossiers": actor.may(Permission.DOSSIER_VIEW),
        "chips": [
            Chip(
                f"{AlertKind(name).label}: {number}", "?" if name == kind else f"?soort={name}", name == kind
            )
            for name, number in counted.items()
        ],
        "more": f"?soort={kind if kind in AlertKind.values else ''}&na={more}" if more else "",
        "form": form,
    }
    return render(request, "alerts/list.html", context)


def _row(line: queries.Line, today: date) -> Row:
    """Ready to print."""
    words = f"{line.kind.label} · {line.what or day(line.on)}"
    due = dated(line.on, today) if line.kind in DATED else None
    if line.dossier:
        address = reverse("desk:dossier", args=[line.dossier.pk])
        return Row(line.pk, words, due, address, str(line.dossier.person), line.dossier.number)
    if line.kind == AlertKind.EMERGENCY and line.thing:
        return Row(line.pk, words, due, reverse("oversight:judge", args=[line.thing]), "Beoordelen")
    if line.kind == AlertKind.SILENT and line.thing:
        return Row(line.pk, words, due, reverse("groups:invite", args=[line.thing]), "Herinneren")
    if line.kind == AlertKind.CONTRACT and line.thing:
        return Row(
            line.pk, words, due, reverse("contracts:contract", args=[line.thing]), "Bekijk het contract"
        )
    if line.kind == AlertKind.MONEY:
        return Row(line.pk, words, due, reverse("payments:list"), "Bekijk de betalingen")
    if line.kind == AlertKind.RUN and line.thing:
        return Row(line.pk, words, due, reverse("payments:run", args=[line.thing]), "Kijk de run na")
    if line.kind == AlertKind.NUMBER and line.thing:
        return Row(line.pk, words, due, reverse("payments:decide", args=[line.thing]), "Kijk het nummer na")
    if line.kind == AlertKind.LINE and line.thing:
        return Row(line.pk, words, due, reverse("payments:said", args=[line.thing]), "Kijk de regel na")
    if line.kind == AlertKind.LET_IN and line.thing:
        return Row(
            line.pk, words, due, reverse("payments:decide_unblock", args=[line.thing]), "Kijk de ontvanger na"
        )
    if line.kind == AlertKind.KEY:
        return Row(line.pk, words, due, reverse("organisations:keys"), "Nieuwe sleutel maken")
    return Row(line.pk, words, due, reverse("oversight:signs"), "Beantwoorden")


@require_POST
@door(*queries.TOLD)
def read(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One was read; what isn't the actor's is not found."""
    if not queries.is_mine(request.actor, pk):
        raise Http404
    mark_read(by=request.actor, pks=[pk])
    return redirect("alerts:list")


@require_POST
@door(*queries.TOLD)
def read_all(request: ActorRequest) -> HttpResponse:
    """All were read."""
    notices.saved(request, f"{mark_read(by=request.actor)} meldingen zijn gelezen.")
    return redirect("alerts:list")
