"""Mandates: recorded from paper, consented to by the employer, ended; and the transfer to an own board."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.commands import Mandate, end_mandate, record_consent, record_mandate, record_transfer
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.forms import ConsentForm, LastDayForm, MandateForm, TransferForm
from wegwijs.access.queries import beheer as beheer_queries
from wegwijs.access.roles import Permission
from wegwijs.ui.notices import saved


@door(Permission.SETTINGS_VIEW)
def new(request: ActorRequest, code: str) -> HttpResponse:
    """A decision of the college that we may decide in its name."""
    gemeente = beheer_queries.gemeente_or_404(request.actor, code)
    form = bound(MandateForm, request)
    if request.method == "POST" and form.is_valid():
        mandate = Mandate(**form.cleaned_data)
        if attempt(form, lambda: record_mandate(code, mandate, by=request.actor)):
            saved(request, f"Het mandaat {mandate.number} van {gemeente.naam} staat erin.")
            return redirect("organisations:settings")
    lead = "Neem over wat in het besluit staat. Zonder geldig mandaat kan niemand een PIP vaststellen."
    return _form(request, form, f"Mandaat van {gemeente.naam}", lead, "Mandaat vastleggen")


@door(Permission.SETTINGS_VIEW)
def transfer(request: ActorRequest, code: str) -> HttpResponse:
    """From a day on our own board decides."""
    gemeente = beheer_queries.gemeente_or_404(request.actor, code)
    form = bound(TransferForm, request)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form,
            lambda: record_transfer(
                code, by=request.actor, board=data["board"], valid_from=data["valid_from"]
            ),
        )
        if made:
            saved(request, f"Voor {gemeente.naam} beslist {made.board} vanaf {made.valid_from:%d-%m-%Y}.")
            return redirect("organisations:settings")
    lead = (
        "Vanaf deze dag is geen mandaat meer nodig: het bestuur beslist in eigen naam (artikel 18 Wi 2021)."
    )
    return _form(request, form, f"Overdracht van {gemeente.naam}", lead, "Overdracht vastleggen")


@door(Permission.SETTINGS_VIEW)
def consent(request: ActorRequest, mandate_pk: int) -> HttpResponse:
    """The employer consented."""
    mandate = beheer_queries.mandate_or_404(request.actor, mandate_pk)
    form = bound(ConsentForm, request)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["on"]
        if attempt(form, lambda: record_consent(mandate, by=request.actor, on=day) or True):
            saved(request, f"De instemming bij mandaat {mandate.number} staat erin.")
            return redirect("organisations:settings")
    lead = "Wie voor een ander bestuur werkt, beslist pas als de eigen werkgever instemt (artikel 10:4 Awb)."
    return _form(request, form, f"Instemming bij mandaat {mandate.number}", lead, "Instemming vastleggen")


@door(Permission.SETTINGS_VIEW)
def end(request: ActorRequest, mandate_pk: int) -> HttpResponse:
    """The mandate ends on a day."""
    mandate = beheer_queries.mandate_or_404(request.actor, mandate_pk)
    form = bound(LastDayForm, request)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["on"]
        if attempt(form, lambda: end_mandate(mandate, by=request.actor, on=day) or True):
            saved(request, f"Mandaat {mandate.number} eindigt na {day:%d-%m-%Y}.")
            return redirect("organisations:settings")
    lead = f"Daarna kan niemand hiermee nog namens {mandate.gemeente.college} beslissen."
    return _form(request, form, f"Mandaat {mandate.number} beëindigen", lead, "Mandaat beëindigen")


def _form(request: ActorRequest, form: object, title: str, lead: str, submit: str) -> HttpResponse:
    context = {"form": form, "title": title, "lead": lead, "submit": submit}
    return render(
        request,
        "access/beheer/form.html",
        {**context, "back": "organisations:settings", "back_label": "Gemeenten en mandaten"},
    )
