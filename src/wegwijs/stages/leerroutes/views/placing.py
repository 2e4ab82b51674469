"""For the regisseur: where a placement is, finding a course, asking a place, and what follows."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier, timeline
from wegwijs.dossiers.views.page import Act, dossier_form, form_page
from wegwijs.stages.leerroutes.commands import (
    OfferFacts,
    arrange,
    ask_place,
    end_placement,
    record_result,
    wait_for_place,
    wait_no_longer,
    withdraw_place,
)
from wegwijs.stages.leerroutes.forms.placing import (
    ArrangeForm,
    AskForm,
    EndForm,
    ResultForm,
    WaitForm,
    WaitNoLongerForm,
    WishForm,
    WithdrawForm,
)
from wegwijs.stages.leerroutes.models import Eindreden, Geregeld, Inburgeringsaanbod, Wachtreden
from wegwijs.stages.leerroutes.presenters import eigen_school as own
from wegwijs.stages.leerroutes.presenters import levels
from wegwijs.stages.leerroutes.presenters import placing as shown
from wegwijs.stages.leerroutes.presenters import reports as reported
from wegwijs.stages.leerroutes.presenters import signals as told_signals
from wegwijs.stages.leerroutes.presenters.moved import after_moves
from wegwijs.stages.leerroutes.queries import aanbod as queries
from wegwijs.stages.leerroutes.queries import reports as found
from wegwijs.stages.leerroutes.queries.courses import Wish, course_or_404, matches, terms_at_end
from wegwijs.stages.leerroutes.queries.eigen_school import questions_of, schools_of
from wegwijs.stages.leerroutes.queries.waiting import term_of, weeks_of
from wegwijs.ui.format import day
from wi2021.facts import Doelgroep

MAKE = Permission.PLACEMENT_MAKE
S = Inburgeringsaanbod.State
WEEKS = 12


@require_safe
@door(MAKE)
def place(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Where it is now, what is missing, the last weeks of lessons, and what went before."""
    dossier = open_dossier(request.actor, pk, page="leerroute", permission=MAKE)
    rows, today, law = queries.of_dossier(dossier), clock.today(), _law(dossier)
    now = next((one for one in rows if one.is_running), None)
    weeks = weeks_of(now.pk) if now else []
    words, followed, planned = shown.sums(weeks, now.planned_minutes if now else 0)
    context: dict[str, object] = {
        "head": dossier_presenters.head(dossier, request.actor),
        "dossier": dossier,
        "now": now,
        "stand": shown.stand(now, today) if now else "",
        "severity": shown.severity(now, today) if now else "",
        "facts": shown.facts(now) if now else [],
        "placed_why": shown.why(now) if now else None,
        "weeks": [shown.week(row) for row in weeks[:WEEKS]],
        "more": max(len(weeks) - WEEKS, 0),
        "sums": words,
        "followed": followed,
        "planned": planned,
        "waits": None if now or not law["asylum"] or not dossier.is_open else queries.waiting(dossier),
        "history": shown.history(one for one in rows if not one.is_running),
        "begun": now is not None and now.state == S.BEGONNEN,
        "moved": after_moves(rows),
        **_told(rows, now, today),
        **law,
    }
    if not law["asylum"]:
        context |= _own_choice(dossier)
    return render(request, "leerroutes/place.html", context)


def _own_choice(dossier: Dossier) -> dict[str, object]:
    """For who gets no offer: which school it is, and what was asked of it."""
    schools, today = schools_of(dossier), clock.today()
    now = next((one for one in schools if one.until is None), None)
    return {
        "school": now, "schools": [own.before(one) for one in schools if one is not now],
        "questions": [own.question(one, today) for one in questions_of(dossier)], "may_register": dossier.is_open,
    }  # fmt: skip


def _told(rows: list[Inburgeringsaanbod], now: Inburgeringsaanbod | None, today: date) -> dict[str, object]:
    """What the school says of it: levels of every placement, what is missing, and how many signals wait."""
    keys = [row.pk for row in rows if row.began_on]
    reports = found.levels_of(keys)
    return {
        "signals": sum(row.open_signals for row in rows),  # type: ignore[attr-defined]
        "reports": levels.rows(reports, tests=False),
        "picture": levels.picture(reports),
        "missing": reported.missing(now, reports, today) if now and now.began_on else "",
    }


@require_safe
@door(MAKE)
def progress(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Everything that schools said: reports with tests and earlier versions, and signals with what was done."""
    dossier = open_dossier(request.actor, pk, page="voortgang volgens de school", permission=MAKE)
    rows = queries.of_dossier(dossier)
    keys = [row.pk for row in rows if row.began_on]
    now = next((one for one in rows if one.is_running and one.began_on), None)
    every = found.reports_of(keys)
    reports = [one for one in every if one.stands]
    return render(
        request,
        "leerroutes/progress.html",
        {
            "head": dossier_presenters.head(dossier, request.actor),
            "dossier": dossier,
            "learned": bool(keys),
            "signals": told_signals.for_regisseur(found.signals_with_answers(keys)),
            "reports": levels.rows(reports),
            "picture": levels.picture(reports),
            "earlier": [levels.version(one) for one in reversed(every) if not one.stands],
            "missing": reported.missing(now, reports, clock.today()) if now else "",
        },
    )


def _law(dossier: Dossier) -> dict[str, object]:
    """What the law says of an offer to this person: until when, and whether there is one at all."""
    term = term_of(dossier)
    words, colour = shown.consequence(term, clock.today())
    facts = facts_of(dossier.gemeente_id, timeline(dossier))
    pip = facts.actueel_pip()
    return {
        "term": words, "term_severity": colour, "term_why": dossier_presenters.why(term) if term else None,
        "asylum": facts.doelgroep is Doelgroep.ASIELSTATUSHOUDER, "group": facts.doelgroep, "route": pip.leerroute if pip else None,
    }  # fmt: skip


@require_safe
@door(MAKE)
def find(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Courses of the leerroute of the PIP; those that fit first, the others with why not."""
    dossier = open_dossier(request.actor, pk, page="cursus zoeken", permission=MAKE)
    law = _law(dossier)
    if law["route"] is None or not law["asylum"]:
        raise Http404
    form = WishForm(request.GET or None)
    data: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    wish = Wish(data.get("niveau", ""), frozenset(data.get("dagdelen", ())), bool(data.get("opvang")))
    fitting = matches(dossier, str(law["route"]), wish, on=clock.today())
    return render(
        request,
        "leerroutes/find.html",
        {
            "head": dossier_presenters.head(dossier, request.actor),
            "dossier": dossier,
            "form": form,
            "fits": [shown.matched(one) for one in fitting if not one.against],
            "others": [shown.matched(one) for one in fitting if one.against],
            "route": law["route"].naam,  # type: ignore[attr-defined]
            "narrowed": any(data.values()),
        },
    )


@door(MAKE)
def ask(request: ActorRequest, pk: UUID, cursus_pk: UUID) -> HttpResponse:
    """Ask this school for a place in this course."""
    dossier = open_dossier(request.actor, pk, page="plaats vragen", permission=MAKE)
    cursus = course_or_404(cursus_pk)
    return form_page(
        request,
        dossier,
        bound(AskForm, request, cursus=cursus),
        lambda data: ask_place(
            dossier,
            OfferFacts(cursus, data["starts_on"], Geregeld(data["childcare"]), Geregeld(data["travel"])),
            by=request.actor,
            on=clock.today(),
        ),
        title="Plaats vragen",
        lead=f"{cursus.contract.supplier}, {cursus}. De school krijgt naam, dossiernummer, uren en termijn, en niets anders (Wi 35(3)). {shown.beyond(cursus, terms_at_end(cursus))}",
        done=f"{cursus.contract.supplier} is om een plaats gevraagd.",
        submit="Vraag de plaats",
        to=reverse("leerroutes:place", args=[pk]),
    )


def _one(request: ActorRequest, pk: UUID, aanbod_pk: UUID, page: str) -> tuple[Dossier, Inburgeringsaanbod]:
    dossier = open_dossier(request.actor, pk, page=page, permission=MAKE)
    return dossier, queries.of_dossier_or_404(dossier, aanbod_pk)


@door(MAKE)
def arranged(request: ActorRequest, pk: UUID, aanbod_pk: UUID) -> HttpResponse:
    """How far childcare and travel are."""
    dossier, row = _one(request, pk, aanbod_pk, "kinderopvang en reizen")
    first = {"childcare": row.childcare, "travel": row.travel, "version": row.version}
    return form_page(
        request, dossier, bound(ArrangeForm, request, initial=first),
        lambda data: arrange(
            row, by=request.actor, childcare=Geregeld(data["childcare"]), travel=Geregeld(data["travel"]),
            expected_version=data["version"],
        ),
        title="Kinderopvang en reizen", lead="Zolang iets niet geregeld is, kan de school de eerste les niet vastleggen.",
        done="Vastgelegd.", to=reverse("leerroutes:place", args=[pk]),
    )  # fmt: skip


@door(MAKE)
def withdraw(request: ActorRequest, pk: UUID, aanbod_pk: UUID) -> HttpResponse:
    """Before the first lesson."""
    dossier, row = _one(request, pk, aanbod_pk, "aanmelding intrekken")
    return form_page(
        request, dossier, bound(WithdrawForm, request, initial={"version": row.version}),
        lambda data: withdraw_place(
            row, data["reason"], by=request.actor, on=clock.today(), expected_version=data["version"]
        ),
        title="Aanmelding intrekken", lead=f"{row.organisation} ziet de inburgeraar daarna niet meer. Plaats en geld komen vrij.",
        done="De aanmelding is ingetrokken.", submit="Trek in", to=reverse("leerroutes:place", args=[pk]),
    )  # fmt: skip


@door(MAKE)
def end(request: ActorRequest, pk: UUID, aanbod_pk: UUID) -> HttpResponse:
    """Lessons stop: another school, another route."""
    dossier, row = _one(request, pk, aanbod_pk, "plaatsing beëindigen")
    return form_page(
        request, dossier, bound(EndForm, request, initial={"version": row.version}),
        lambda data: end_placement(
            row, Eindreden(data["reason"]), by=request.actor, last_day=data["last_day"],
            expected_version=data["version"] or 0,
        ),
        title="Lessen bij de school beëindigen", lead=f"Lessen bij {row.organisation} sinds {day(row.began_on) if row.began_on else 'nog niet'}. Wat gepland was en niet gegeven wordt, komt vrij.",
        done="De plaatsing is beëindigd.", submit="Beëindig", to=reverse("leerroutes:place", args=[pk]),
    )  # fmt: skip


@door(MAKE)
def result(request: ActorRequest, pk: UUID, aanbod_pk: UUID) -> HttpResponse:
    """What the contract calls a result is there."""
    dossier, row = _one(request, pk, aanbod_pk, "resultaat vastleggen")
    return form_page(
        request, dossier, bound(ResultForm, request), lambda data: record_result(row, by=request.actor, on=data["on"]),
        title="Resultaat vastleggen", lead="Leg dit vast als u het diploma, certificaat of wat het contract noemt hebt gezien. De school mag het dan factureren.",
        done="Het resultaat is vastgelegd.", to=reverse("leerroutes:place", args=[pk]),
    )  # fmt: skip


def _here(dossier: Dossier) -> str:
    return reverse("leerroutes:place", args=[dossier.pk])


@dossier_form(
    WaitForm, MAKE, "wachtlijst", title="Op de wachtlijst", lead="De termijn van T-13 loopt door: na drie maanden zonder aanbod (Onderwijsroute: zes maanden zonder les) is er een grond voor verlenging.",
    said="Op de wachtlijst gezet.", submit="Zet op de wachtlijst", to=_here,
)  # fmt: skip
def wait(act: Act[WaitForm]) -> object:
    """On the waiting list, or another reason for who is on it."""
    data = act.data
    return wait_for_place(
        act.dossier, Wachtreden(data["reason"]), by=act.by, on=clock.today(), explained=data["explained"]
    )


@dossier_form(
    WaitNoLongerForm, MAKE, "van de wachtlijst", title="Van de wachtlijst halen", lead="Wie een plaats krijgt, gaat er vanzelf af.",
    said="Van de wachtlijst gehaald.", submit="Haal van de lijst", to=_here,
)  # fmt: skip
def wait_off(act: Act[WaitNoLongerForm]) -> object:
    """Off the list without a place."""
    return wait_no_longer(act.dossier, act.data["reason"], by=act.by, on=clock.today())
