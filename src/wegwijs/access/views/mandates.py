"""Mandates and agreements: proposed from paper, confirmed by a colleague, ended; and the transfer to an own board."""

from django.http import HttpResponse

from wegwijs.access.commands import end_dvo, end_mandate, propose
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.forms import ConsentForm, DvoForm, LastDayForm, MandateForm, TransferForm
from wegwijs.access.models import Proposal
from wegwijs.access.pages import form_page
from wegwijs.access.queries import beheer as beheer_queries
from wegwijs.access.roles import Permission
from wegwijs.access.views.page import WAITS, back_to_settings, proposed
from wegwijs.ui.format import day

Act = Proposal.Act


@door(Permission.SETTINGS_VIEW)
def new(request: ActorRequest, code: str) -> HttpResponse:
    """A decision of the college that we may decide in its name."""
    gemeente = beheer_queries.gemeente_or_404(request.actor, code)
    return form_page(
        request,
        bound(MandateForm, request),
        lambda data: propose(
            Act.MANDATE,
            {"gemeente": code, **data},
            by=request.actor,
            words=f"Mandaat {data['number']} van {gemeente.naam}, geldig vanaf {day(data['valid_from'])}",
        ),
        title=f"Mandaat van {gemeente.naam}",
        lead=f"Neem over wat in het besluit staat. Zonder geldig mandaat kan niemand een PIP vaststellen. {WAITS}",
        submit="Mandaat voorstellen",
        done=proposed,
        back=back_to_settings(),
    )


@door(Permission.SETTINGS_VIEW)
def transfer(request: ActorRequest, code: str) -> HttpResponse:
    """From a day on our own board decides."""
    gemeente = beheer_queries.gemeente_or_404(request.actor, code)
    return form_page(
        request,
        bound(TransferForm, request),
        lambda data: propose(
            Act.TRANSFER,
            {"gemeente": code, **data},
            by=request.actor,
            words=f"Voor {gemeente.naam} beslist {data['board']} vanaf {day(data['valid_from'])}",
        ),
        title=f"Overdracht van {gemeente.naam}",
        lead="Vanaf deze dag is geen mandaat meer nodig: het bestuur beslist in eigen naam (artikel 18 Wi 2021). "
        + WAITS,
        submit="Overdracht voorstellen",
        done=proposed,
        back=back_to_settings(),
    )


@door(Permission.SETTINGS_VIEW)
def consent(request: ActorRequest, mandate_pk: int) -> HttpResponse:
    """The employer consented."""
    mandate = beheer_queries.mandate_or_404(request.actor, mandate_pk)
    number, naam = mandate.number, mandate.gemeente.naam
    return form_page(
        request,
        bound(ConsentForm, request),
        lambda data: propose(
            Act.CONSENT,
            {"mandate": mandate.pk, "gemeente": mandate.gemeente_id, **data},
            by=request.actor,
            words=f"De werkgever stemde op {day(data['on'])} in met mandaat {number} van {naam}",
        ),
        title=f"Instemming bij mandaat {number}",
        lead=f"Wie voor een ander bestuur werkt, beslist pas als de eigen werkgever instemt (artikel 10:4 Awb). {WAITS}",
        submit="Instemming voorstellen",
        done=proposed,
        back=back_to_settings(),
    )


@door(Permission.SETTINGS_VIEW)
def end(request: ActorRequest, mandate_pk: int) -> HttpResponse:
    """The mandate ends on a day."""
    mandate = beheer_queries.mandate_or_404(request.actor, mandate_pk)
    form = bound(LastDayForm, request)
    return form_page(
        request,
        form,
        lambda data: end_mandate(mandate, by=request.actor, on=data["on"]),
        title=f"Mandaat {mandate.number} beëindigen",
        lead=f"Daarna kan niemand hiermee nog namens {mandate.gemeente.college} beslissen.",
        submit="Mandaat beëindigen",
        done=lambda _: f"Mandaat {mandate.number} eindigt na {day(form.cleaned_data['on'])}.",
        back=back_to_settings(),
    )


@door(Permission.SETTINGS_VIEW)
def new_dvo(request: ActorRequest) -> HttpResponse:
    """An agreement with a gemeente: from its first day on the executor sees its dossiers."""
    gemeenten = beheer_queries.region_or_404(request.actor)
    names = {gemeente.code: gemeente.naam for gemeente in gemeenten}
    return form_page(
        request,
        bound(DvoForm, request, gemeenten=gemeenten),
        lambda data: propose(
            Act.DVO,
            data,
            by=request.actor,
            words=f"Overeenkomst met {names[data['gemeente']]} vanaf {day(data['valid_from'])}",
        ),
        title="Dienstverlenings\xadovereenkomst",
        lead="Wat een gemeente laat uitvoeren. Beslissen namens het college mag pas met een mandaat. "
        + WAITS,
        submit="Overeenkomst voorstellen",
        done=proposed,
        back=back_to_settings(),
    )


@door(Permission.SETTINGS_VIEW)
def stop_dvo(request: ActorRequest, dvo_pk: int) -> HttpResponse:
    """The agreement ends on a day."""
    dvo = beheer_queries.dvo_or_404(request.actor, dvo_pk)
    form = bound(LastDayForm, request)
    return form_page(
        request,
        form,
        lambda data: end_dvo(dvo, by=request.actor, on=data["on"]),
        title=f"Overeenkomst met {dvo.gemeente.naam} beëindigen",
        lead="Vanaf de dag erna ziet niemand van de organisatie nog dossiers van deze gemeente.",
        submit="Overeenkomst beëindigen",
        done=lambda _: f"De overeenkomst met {dvo.gemeente.naam} eindigt na {day(form.cleaned_data['on'])}.",
        back=back_to_settings(),
    )
