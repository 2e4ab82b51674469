"""The hours of a dossier: seeing, recording, taking back, deciding what counts."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record as audit
from wegwijs.audit.models import Action
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.hours import presenters, queries
from wegwijs.hours.commands import Done, decide_counting, record_hours, take_back
from wegwijs.hours.forms import CountingForm, HoursForm, PeriodForm, ReasonForm
from wegwijs.hours.models import Per, Soort
from wegwijs.hours.totals import totals as sum_up
from wegwijs.organisations.queries import givers_for
from wegwijs.tables import csv_of
from wegwijs.ui.format import day

VIEW, RECORD, DECIDE = Permission.HOURS_VIEW, Permission.HOURS_RECORD, Permission.HOURS_DECIDE


@require_safe
@door(VIEW)
def page(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Sums by kind, what counts, what DUO gets, and the rows themselves a page at a time."""
    actor = request.actor
    dossier = open_dossier(actor, pk, page="uren", permission=VIEW)
    facts = queries.facts_for(dossier)
    parts = queries.parts(actor, dossier, facts)
    after = _place(request.GET.get("na", ""))
    found, more = queries.rows(actor, dossier, after)
    return render(
        request,
        "hours/page.html",
        {
            "head": dossier_presenters.head(dossier, actor),
            "dossier": dossier,
            "lines": presenters.lines(parts),
            "numbers": presenters.numbers(parts) if actor.sees_all else [],
            "open": bool(presenters.to_decide([part for part in parts if part.counts is None], facts)),
            "may_decide": actor.may(DECIDE, dossier.gemeente_id) and bool(presenters.to_decide(parts, facts)),
            "may_record": actor.may(RECORD, dossier.gemeente_id),
            "months": presenters.months([presenters.row(row, dossier, actor) for row in found]),
            "first": reverse("hours:page", args=[pk]) if after else "",
            "more": f"?na={found[-1].on.isoformat()}_{found[-1].pk}" if more else "",
            "partner": not actor.sees_all,
        },
    )


@require_safe
@door(Permission.HOURS_TOTALS)
def totals(request: ActorRequest) -> HttpResponse:
    """Totals of a period, this year until today when none is asked; as a file with ``?bestand=ja``."""
    asked = {name: request.GET.get(name, "") for name in ("since", "until")}
    today = clock.today()
    form = PeriodForm(
        asked if any(asked.values()) else {"since": day(today.replace(month=1, day=1)), "until": day(today)}
    )
    wanted = request.GET.get("per", "")
    per = Per(wanted) if wanted in Per.values else Per.ALLES
    found = []
    if form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
        found = sum_up(request.actor.gemeenten(Permission.HOURS_TOTALS), since, until, per)
        if request.GET.get("bestand") == "ja":
            return _totals_file(request, presenters.totals(found), since, until)
    here = {name: value for name, value in asked.items() if value}
    return render(
        request,
        "hours/totals.html",
        {
            "form": form,
            "per": per,
            "choices": [(one.label, f"?{urlencode({**here, 'per': one.value})}", one is per) for one in Per],
            "file": f"?{urlencode({**here, 'per': per.value, 'bestand': 'ja'})}",
            "lines": presenters.totals(found),
        },
    )


def _totals_file(
    request: ActorRequest, lines: list[presenters.TotalLine], since: date, until: date
) -> HttpResponse:
    said = f"totalen van uren, {day(since)} tot en met {day(until)}"
    audit(by=request.actor, action=Action.EXPORT, kind="uren", key="-", detail=said)
    rows = [(one.gemeente, one.aanbieder, one.soort, one.hours, one.practical, one.persons) for one in lines]
    header = ("Gemeente", "Gegeven door", "Waaraan besteed", "Uren", "Waarvan praktijk", "Personen")
    answer = HttpResponse(csv_of([header, *rows]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="uren-{since:%Y-%m-%d}-{until:%Y-%m-%d}.csv"'
    return answer


def _place(text: str) -> queries.Place | None:
    """Where a page goes on; None for what can't be read, which shows the first."""
    day, _, key = text.partition("_")
    try:
        return queries.Place(date.fromisoformat(day), UUID(key))
    except ValueError:
        return None


def _page_of(dossier: Dossier) -> str:
    return reverse("hours:page", args=[dossier.pk])


@door(RECORD)
def record(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record hours by hand."""
    actor = request.actor
    dossier = open_dossier(actor, pk, page="uren vastleggen", permission=RECORD)
    givers = givers_for(dossier.gemeente_id, on=clock.today()) if actor.sees_all else [actor.organisation]
    form = bound(HoursForm, request, givers=givers)
    return form_page(
        request,
        dossier,
        form,
        lambda data: record_hours(
            dossier,
            Done(
                Soort(data["soort"]), data["on"], data["minutes"], form.givers[data["aanbieder"]], data["key"],
                data["theme"], data["practical"],
            ),
            by=actor,
        ),
        title="Uren vastleggen",
        lead="Elk uur staat één keer in het urenboek. Een fout herstelt u met een tegenregel.",
        done="De uren staan in het urenboek.",
        to=_page_of(dossier),
    )  # fmt: skip


@door(RECORD)
def undo(request: ActorRequest, pk: UUID, uren_pk: UUID) -> HttpResponse:
    """Take a row back."""
    dossier = open_dossier(request.actor, pk, page="uren herstellen", permission=RECORD)
    row = queries.row_or_404(request.actor, dossier, uren_pk)
    shown = presenters.row(row, dossier, request.actor)
    return form_page(
        request,
        dossier,
        bound(ReasonForm, request, label="Wat was er fout"),
        lambda data: take_back(row, by=request.actor, reason=data["reason"]),
        title="Uren herstellen",
        lead=f"{shown.what}, {shown.length} op {shown.on}. De regel blijft staan en telt niet meer mee. Leg de juiste uren daarna opnieuw vast.",
        done="De uren zijn hersteld. Leg de juiste uren vast als dat nodig is.",
        submit="Herstel",
        to=_page_of(dossier),
    )


@door(DECIDE)
def decide(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Decide whether hours of before the PIP count (MP-01); where there are none this page leads to the ledger."""
    dossier = open_dossier(request.actor, pk, page="uren meetellen", permission=DECIDE)
    facts = queries.facts_for(dossier)
    kinds = presenters.to_decide(queries.all_parts(dossier, facts), facts)
    if not kinds:
        return redirect(_page_of(dossier))
    return form_page(
        request,
        dossier,
        bound(CountingForm, request, kinds=kinds),
        lambda data: decide_counting(
            dossier, Soort(data["soort"]), by=request.actor, counts=data["counts"], why=data["why"]
        ),
        title="Tellen uren van voor het PIP mee?",
        lead="Het college beslist dit (Bi 3.1(5), 3.2(3), 3.14(6) en 5.5(2)). De beslissing geldt voor alle uren van deze soort "
        "van voor het PIP die nu zijn vastgelegd.",
        done="De beslissing staat in de tijdlijn.",
        submit="Beslis",
        to=_page_of(dossier),
    )
