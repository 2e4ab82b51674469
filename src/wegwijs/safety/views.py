"""Pages about safety: giving a signal for many, seeing one for few. Each look is in the audit, as every look at a dossier is."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import Act, dossier_form, form_page
from wegwijs.safety import presenters, queries
from wegwijs.safety.commands import Signal, close_signal, give_signal, take_step
from wegwijs.safety.forms import EndForm, SignalForm, StepForm
from wegwijs.safety.models import Meldcodestap, Veiligheidssignaal

VIEW, GIVE = Permission.SIGNAL_VIEW, Permission.SIGNAL_RECORD


@dossier_form(
    SignalForm,
    GIVE,
    "veiligheid: signaal geven",
    title="Signaal van geweld doorgeven",
    lead="U geeft het door aan de aandachtsfunctionaris. Het staat niet in de tijdlijn en niet op de pagina van het dossier. "
    "Is er nu gevaar? Bel 112.",
    said="Het signaal is doorgegeven aan de aandachtsfunctionaris.",
    submit="Geef door",
)
def give(act: Act[SignalForm]) -> object:
    """Note a signal; who gives it doesn't see it afterwards without the permission."""
    data = act.data
    signal = Signal(
        Veiligheidssignaal.Soort(data["soort"]), Veiligheidssignaal.Bron(data["source"]), data["noticed_on"], data["facts"],
        data["safe_contact"], bool(data["unsafe_address"]),
    )  # fmt: skip
    return give_signal(act.dossier, signal, by=act.by)


@require_safe
@door(VIEW)
def page(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The signals of one dossier with the steps of the meldcode."""
    dossier = _opened(request, pk)
    return render(
        request,
        "safety/page.html",
        {
            "head": dossier_presenters.head(dossier, request.actor),
            "dossier": dossier,
            "lines": [presenters.line(signal) for signal in queries.signals_of(request.actor, dossier)],
            "may_give": request.actor.may(GIVE, dossier.gemeente_id),
        },
    )


@require_safe
@door(VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Every signal that is still looked after."""
    found, more = queries.open_signals(request.actor)
    record_list(by=request.actor, page="veiligheid", shown=len(found))
    rows = [(signal, presenters.furthest(signal)) for signal in found]
    return render(request, "safety/list.html", {"rows": rows, "more": more})


@door(VIEW)
def step(request: ActorRequest, pk: UUID, signal_pk: UUID) -> HttpResponse:
    """Note a step of the meldcode."""
    dossier = _opened(request, pk)
    signal = queries.signal_or_404(request.actor, dossier, signal_pk)
    if not signal.is_open:
        return redirect("safety:page", pk)
    return form_page(
        request,
        dossier,
        bound(StepForm, request),
        lambda data: take_step(
            signal, Meldcodestap.Uitkomst(data["uitkomst"]), by=request.actor, on=data["on"]
        ),
        title="Stap van de meldcode vastleggen",
        lead="Leg alleen vast wat is gedaan. Wegwijs geeft geen advies.",
        done="De stap is vastgelegd.",
        to=reverse("safety:page", args=[pk]),
    )


@door(VIEW)
def close(request: ActorRequest, pk: UUID, signal_pk: UUID) -> HttpResponse:
    """It is no longer looked after."""
    dossier = _opened(request, pk)
    signal = queries.signal_or_404(request.actor, dossier, signal_pk)
    if not signal.is_open and request.method != "POST":
        return redirect("safety:page", pk)
    return form_page(
        request,
        dossier,
        bound(EndForm, request, initial={"version": signal.version}),
        lambda data: close_signal(
            signal, Veiligheidssignaal.Einde(data["ended"]), by=request.actor, on=data["on"],
            address_safe=bool(data["address_safe"]), expected_version=data["version"],
        ),
        title="Signaal afsluiten",
        lead="Wat is vastgelegd blijft bewaard.",
        done="Het signaal is afgesloten.",
        submit="Sluit af",
        to=reverse("safety:page", args=[pk]),
    )  # fmt: skip


def _opened(request: ActorRequest, pk: UUID) -> Dossier:
    return open_dossier(request.actor, pk, page="veiligheid", permission=VIEW)
