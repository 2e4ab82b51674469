"""The acts of an intake: call up, talk, judge, wait, complete."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission
from wegwijs.documents.models import Letter
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier, pip_due
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.intake import commands, presenters
from wegwijs.stages.intake.commands.oproepen import oproep_letter
from wegwijs.stages.intake.commands.talks import Verslag
from wegwijs.stages.intake.forms import (
    AloneForm,
    CompleteForm,
    GesprekForm,
    OproepForm,
    OutcomeForm,
    ReceivedForm,
    ReopenForm,
    ToetsForm,
    WaitForm,
    WithdrawForm,
)
from wegwijs.stages.intake.models import BredeIntake, Gesprek, Oproep
from wegwijs.stages.intake.queries import ladder, may_reopen, must_have
from wegwijs.ui import notices
from wi2021.intake import Stap


def _open(request: ActorRequest, pk: UUID, page: str) -> tuple[Dossier, BredeIntake]:
    dossier = open_dossier(request.actor, pk, page=f"intake: {page}", permission=Permission.INTAKE_RECORD)
    return dossier, must_have(dossier)


def _today() -> dict[str, Any]:
    return {"on": clock.today()}


@door(Permission.INTAKE_RECORD)
def oproep(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Send an oproep; the letter grows beside the form and is sent only with the second button."""
    dossier, intake = _open(request, pk, "oproep")
    today = clock.today()
    sent_before = list(intake.oproepen.all())
    form = bound(OproepForm, request, person=dossier.person, last=sent_before[-1] if sent_before else None)
    letter = None
    if request.method == "POST" and form.is_valid():
        afspraak = form.afspraak()
        letter = oproep_letter(intake, afspraak, by=request.actor, on=today).content()
        if "versturen" in request.POST:
            channel = Letter.Channel(form.cleaned_data["channel"])
            sent = attempt(
                form,
                lambda: commands.send_oproep(intake, afspraak, by=request.actor, on=today, channel=channel),
            )
            if sent:
                notices.saved(
                    request,
                    f"Oproep {sent.number} is verzonden. Reageren kan tot en met {sent.reply_by:%d-%m-%Y}.",
                )
                return redirect("intake:overview", pk)
    return render(
        request,
        "intake/oproep.html",
        {
            "head": dossier_presenters.head(dossier, request.actor),
            "dossier": dossier,
            "form": form,
            "letter": letter,
            "warning": ladder(intake, on=today) is Stap.WAARSCHUWEN_EN_OPROEPEN,
            "again": ladder(intake, on=today) is Stap.GESPREK,
        },
    )


@door(Permission.INTAKE_RECORD)
def outcome(request: ActorRequest, pk: UUID, number: int) -> HttpResponse:
    """What came of an oproep."""
    dossier, intake = _open(request, pk, "uitkomst")
    found = next((o for o in intake.oproepen.all() if o.number == number), None)
    if found is None:
        raise Http404
    found.intake = intake
    return form_page(
        request,
        dossier,
        bound(OutcomeForm, request, initial={"on": min(found.at, clock.today())}),
        lambda data: commands.record_oproep_outcome(
            found,
            by=request.actor,
            on=data["on"],
            outcome=Oproep.Uitkomst(data["outcome"]),
            reason=data["reason"],
        ),
        title=f"Uitkomst van oproep {number}",
        lead=f"De afspraak was op {found.at:%d-%m-%Y} om {found.time:%H:%M} uur.",
        done="De uitkomst is vastgelegd.",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def gesprek(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A talk that was held."""
    dossier, intake = _open(request, pk, "gesprek")

    def save(data: dict[str, Any]) -> object:
        verslag = Verslag(
            Oproep.Way(data["way"]),
            Gesprek.Tolk(data["interpreter"]),
            data["alone"],
            data["report"],
            data["present"],
        )
        return commands.record_gesprek(intake, verslag, by=request.actor, on=data["on"])

    return form_page(
        request,
        dossier,
        bound(GesprekForm, request),
        save,
        title="Gesprek vastleggen",
        lead="Het verslag is verplicht (Besluit inburgering 2021, artikel 5.2, derde lid).",
        done="Het gesprek is vastgelegd.",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def alone(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The right to talk alone."""
    dossier, intake = _open(request, pk, "alleen")
    return form_page(
        request,
        dossier,
        bound(AloneForm, request, initial=_today()),
        lambda data: commands.note_right_to_talk_alone(
            intake, by=request.actor, on=data["on"], choice=BredeIntake.Alleen(data["choice"])
        ),
        title="Gewezen op recht op individueel gesprek",
        lead="U wijst de inburgeraar erop dat niemand anders bij het gesprek hoeft te zijn, behalve professionals "
        "(Besluit inburgering 2021, artikel 5.2, tweede lid).",
        done="Vastgelegd dat u op dit recht hebt gewezen.",
        to="intake:overview",
    )


TOETS = {
    "oordeel": ("Oordeel over de toets", "Bij een auditieve beperking beoordeelt u of iemand de toets kan maken."),
    "ontheffen": ("Ontheffen van de toets", "Het college ontheft van de leerbaarheidstoets (Wet inburgering 2021, artikel 14, zesde lid)."),
    "overslaan": ("Geen toets nodig", "Alleen als een vorige gemeente al een leerroute vaststelde (Wet inburgering 2021, artikel 15, vierde lid)."),
}  # fmt: skip


@door(Permission.INTAKE_RECORD)
def toets(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What the college decides about the toets: only what can be decided now."""
    dossier, intake = _open(request, pk, "toets")
    act = presenters.overview(intake, on=clock.today(), due=None).toets.act
    if not act:
        return redirect("intake:overview", pk)

    def save(data: dict[str, Any]) -> object:
        on, motive = clock.today(), data["motive"]
        if act == "oordeel":
            return commands.judge_toets(
                intake, by=request.actor, on=on, can_take=data["can_take"], motive=motive
            )
        if act == "ontheffen":
            return commands.exempt_from_toets(intake, by=request.actor, on=on, motive=motive)
        return commands.skip_toets(intake, by=request.actor, on=on, reason=motive)

    title, lead = TOETS[act]
    form = bound(ToetsForm, request, judge=act == "oordeel")
    return form_page(
        request,
        dossier,
        form,
        save,
        title=title,
        lead=lead,
        done=f"{title}: vastgelegd.",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def wait(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Something was asked of someone else."""
    dossier, intake = _open(request, pk, "wachten")
    return form_page(
        request,
        dossier,
        bound(WaitForm, request, initial=_today()),
        lambda data: commands.wait_for_third(intake, by=request.actor, **data),
        title="Wachten op informatie van een ander",
        lead="Leg vast wat u vroeg. Uw oordeel bepaalt of de termijn van het PIP opschuift.",
        done="Vastgelegd. De termijnen zijn opnieuw berekend.",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def received(request: ActorRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    """It came."""
    dossier, intake = _open(request, pk, "ontvangen")
    row = next((w for w in intake.wachten.all() if w.pk == row_pk), None)
    if row is None:
        raise Http404
    row.intake = intake
    return form_page(
        request,
        dossier,
        bound(ReceivedForm, request, initial=_today()),
        lambda data: commands.third_received(row, by=request.actor, on=data["on"]),
        title=f"Ontvangen: {row.what}",
        lead=f"Gevraagd bij {row.party} op {row.asked_on:%d-%m-%Y}.",
        done="De ontvangst is vastgelegd. De termijnen zijn opnieuw berekend.",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def withdraw(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take back what was decided about the toets."""
    dossier, intake = _open(request, pk, "toets terugnemen")
    if not intake.decided_on_toets:
        return redirect("intake:overview", pk)
    return form_page(
        request,
        dossier,
        bound(WithdrawForm, request),
        lambda data: commands.withdraw_toets_decision(
            intake, by=request.actor, on=clock.today(), reason=data["motive"]
        ),
        title="Beslissing over de toets terugnemen",
        lead="Alleen als het een vergissing was. In de tijdlijn blijft staan wat u eerst besloot.",
        done="Teruggenomen. De toets hoort weer bij wat de wet vraagt.",
        submit="Terugnemen",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def complete(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Complete the intake; after three oproepen without answer in absence. What is missing stands here in place of a form."""
    dossier, intake = _open(request, pk, "voltooien")
    today, row = clock.today(), pip_due(dossier)
    shown = presenters.overview(intake, on=today, due=row.last_day if row else None)
    absent = shown.may_complete_in_absence
    if intake.completed_on:
        return redirect("intake:overview", pk)
    if request.method != "POST" and not (shown.may_complete or absent):
        return render(
            request,
            "intake/incomplete.html",
            {
                "head": dossier_presenters.head(dossier, request.actor),
                "dossier": dossier,
                "intake": intake,
                "o": shown,
            },
        )
    lead = (
        "Na drie oproepen zonder gehoor rondt u de intake af zonder de inburgeraar."
        if absent
        else "Alle onderdelen die de wet vraagt zijn er. Hierna maakt u het PIP."
    )
    return form_page(
        request,
        dossier,
        bound(CompleteForm, request, initial=_today()),
        lambda data: commands.complete_intake(intake, by=request.actor, on=data["on"], in_absence=absent),
        title="Intake in afwezigheid afronden" if absent else "Intake voltooien",
        lead=lead,
        done="De brede intake is voltooid.",
        submit="Afronden" if absent else "Voltooien",
        to="intake:overview",
    )


@door(Permission.INTAKE_RECORD)
def reopen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Go on with a completed intake."""
    dossier, intake = _open(request, pk, "heropenen")
    if not may_reopen(intake):
        return redirect("intake:overview", pk)
    return form_page(
        request,
        dossier,
        bound(ReopenForm, request),
        lambda data: commands.reopen_intake(
            intake, by=request.actor, on=clock.today(), reason=data["reason"]
        ),
        title="Intake heropenen",
        lead="Bijvoorbeeld als iemand toch verscheen. Het PIP kan pas worden vastgesteld als de intake weer voltooid is.",
        done="De intake is heropend.",
        submit="Heropenen",
        to="intake:overview",
    )
