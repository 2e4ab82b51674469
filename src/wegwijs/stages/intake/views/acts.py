"""The acts of an intake: call up, talk, wait."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, attempt, bound, carried_out, door
from wegwijs.access.roles import Permission
from wegwijs.documents.languages import Written
from wegwijs.documents.models import Letter
from wegwijs.documents.presenters.preview import preview
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.envelope import envelope
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.intake import commands, presenters
from wegwijs.stages.intake.commands.oproepen import first_by_post, oproep_letter
from wegwijs.stages.intake.forms import (
    AloneForm,
    CorrectionForm,
    GesprekForm,
    OproepForm,
    OutcomeForm,
    ReceivedForm,
    WaitForm,
)
from wegwijs.stages.intake.models import BredeIntake, Oproep
from wegwijs.stages.intake.queries import feiten, ladder, must_have
from wegwijs.ui import notices
from wegwijs.ui.forms import show_instead
from wi2021.intake import Stap


def opened(request: ActorRequest, pk: UUID, page: str) -> tuple[Dossier, BredeIntake]:
    """The dossier and its intake, to work on; 404 when there is none."""
    dossier = open_dossier(request.actor, pk, page=f"intake: {page}", permission=Permission.INTAKE_RECORD)
    return dossier, must_have(dossier)


def today_first() -> dict[str, Any]:
    """A form's date begins as today."""
    return {"on": clock.today()}


@door(Permission.INTAKE_RECORD)
def oproep(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Send an oproep; the letter grows beside the form and is sent only with the second button."""
    dossier, intake = opened(request, pk, "oproep")
    today = clock.today()
    sent_before = list(intake.oproepen.all())
    where = envelope(dossier, today)
    form = bound(
        OproepForm,
        request,
        person=dossier.person,
        by_post=first_by_post(dossier.gemeente_id, today).day,
        mark=where.mark,
        last=sent_before[-1] if sent_before else None,
    )
    letter = None
    if request.method == "POST" and form.is_valid():
        letter = _as_written(form, intake, by=request.actor, on=today)
        if letter and "versturen" in request.POST:
            sent = _sent(form, intake, by=request.actor, on=today)
            if sent:
                notices.saved(
                    request,
                    f"Oproep {sent.number} is verzonden. Reageren kan tot en met {sent.reply_by:%d-%m-%Y}.",
                )
                return redirect("intake:overview", pk)
    # The page shows the address of now: sending again is about that one.
    show_instead(form, "address", where.mark)
    return render(
        request,
        "intake/oproep.html",
        {
            "where": where,
            "here": request.path,
            "head": dossier_presenters.head(dossier, request.actor),
            "dossier": dossier,
            "form": form,
            "letter": letter.content if letter else None,
            "translation": letter.translation if letter else None,
            "warning": ladder(intake, on=today) is Stap.WAARSCHUWEN_EN_OPROEPEN,
            "again": ladder(intake, on=today) is Stap.GESPREK,
        },
    )


def _as_written(form: OproepForm, intake: BredeIntake, *, by: Actor, on: date) -> Written | None:
    """The letter as it would go; None: the form says why it can't."""
    channel = Letter.Channel(form.cleaned_data["channel"])
    said = attempt(form, lambda: oproep_letter(intake, form.afspraak(), by=by, on=on, channel=channel))
    return preview(said, intake.dossier.person, by.organisation, on=on) if said else None


def _sent(form: OproepForm, intake: BredeIntake, *, by: Actor, on: date) -> Oproep | None:
    channel, seen = Letter.Channel(form.cleaned_data["channel"]), form.cleaned_data["address"]
    return attempt(
        form,
        lambda: commands.send_oproep(intake, form.afspraak(), by=by, on=on, channel=channel, seen=seen),
    )


@door(Permission.INTAKE_RECORD)
def outcome(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """What came of an oproep."""
    dossier, intake = opened(request, pk, "uitkomst")
    found = next((o for o in intake.oproepen.all() if o.number == number), None)
    if found is None:
        raise Http404
    form = bound(OutcomeForm, request, initial={"on": min(found.at, clock.today())})
    return form_page(
        request,
        dossier,
        form,
        lambda data: commands.record_oproep_outcome(
            found,
            by=request.actor,
            on=data["on"],
            outcome=Oproep.Uitkomst(data["outcome"]),
            why=form.why(),
        ),
        title=f"Uitkomst van oproep {number}",
        lead=f"De afspraak was op {found.at:%d-%m-%Y} om {found.time:%H:%M} uur.",
        done="De uitkomst is vastgelegd.",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def gesprek(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A talk that was held; beside the form what is still to be talked about."""
    dossier, intake = opened(request, pk, "gesprek")
    before = list(intake.gesprekken.all())
    form = bound(
        GesprekForm,
        request,
        noticed=intake.alone_noted_on is not None,
        interpreter=before[-1].interpreter if before else "",
    )
    if carried_out(
        request,
        form,
        lambda data: commands.record_gesprek(intake, form.verslag(), by=request.actor, on=data["on"]),
    ):
        notices.saved(request, "Het gesprek is vastgelegd.")
        return redirect("intake:overview", pk)
    return render(
        request,
        "intake/gesprek.html",
        {
            **beside(request, dossier, intake),
            "form": form,
            "number": len(before) + 1,
            "interpreter": presenters.interpreter_words(intake),
            "submit": "Opslaan",
        },
    )


def beside(request: ActorRequest, dossier: Dossier, intake: BredeIntake) -> dict[str, Any]:
    """What stands beside a form that is filled in during a talk: every block with how far it is."""
    health = request.actor.may(Permission.HEALTH_VIEW, dossier.gemeente_id)
    moved = presenters.spared(feiten(dossier, intake, ()))
    return {
        "head": dossier_presenters.head(dossier, request.actor),
        "dossier": dossier,
        "groups": presenters.block_groups(intake, health=health, spared=moved),
    }


@door(Permission.INTAKE_RECORD)
def talk(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """Put a recorded talk right. A colleague did so meanwhile: both versions beside each other."""
    dossier, intake = opened(request, pk, "gesprek verbeteren")
    found = next((t for t in intake.gesprekken.all() if t.number == number), None)
    if found is None:
        raise Http404
    form = bound(CorrectionForm, request, talk=found)
    return form_page(
        request,
        dossier,
        form,
        lambda data: commands.correct_gesprek(
            found,
            form.verslag(),
            by=request.actor,
            on=data["on"],
            reason=data["reason"],
            expected_version=data["version"],
        ),
        title=f"Gesprek {number} verbeteren",
        lead="In de tijdlijn blijft de oude regel doorgestreept staan.",
        done="Het gesprek is verbeterd.",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def alone(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The right to talk alone."""
    dossier, intake = opened(request, pk, "alleen")
    return form_page(
        request,
        dossier,
        bound(AloneForm, request, initial=today_first()),
        lambda data: commands.note_right_to_talk_alone(
            intake, by=request.actor, on=data["on"], choice=BredeIntake.Alleen(data["choice"])
        ),
        title="Gewezen op recht op individueel gesprek",
        lead="U wijst de inburgeraar erop dat niemand anders bij het gesprek hoeft te zijn, behalve professionals "
        "(Besluit inburgering 2021, artikel 5.2, tweede lid).",
        done="Vastgelegd dat u op dit recht hebt gewezen.",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def wait(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Something was asked of someone else."""
    dossier, intake = opened(request, pk, "wachten")
    form = bound(WaitForm, request, initial=today_first())
    return form_page(
        request,
        dossier,
        form,
        lambda data: commands.wait_for_third(intake, form.wacht(), by=request.actor, on=data["on"]),
        title="Wachten op informatie van een ander",
        lead="Leg vast wat u vroeg. Uw oordeel bepaalt of de termijn van het PIP opschuift.",
        done="Vastgelegd. De termijnen zijn opnieuw berekend.",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def received(request: ActorRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    """It came."""
    dossier, intake = opened(request, pk, "ontvangen")
    row = next((w for w in intake.wachten.all() if w.pk == row_pk), None)
    if row is None:
        raise Http404
    return form_page(
        request,
        dossier,
        bound(ReceivedForm, request, initial=today_first()),
        lambda data: commands.third_received(row, by=request.actor, on=data["on"]),
        title="Ontvangen van een ander",
        lead=f"U vroeg op {row.asked_on:%d-%m-%Y} om: {row.what}.",
        done="De ontvangst is vastgelegd. De termijnen zijn opnieuw berekend.",
        to="intake:overview",
    )
