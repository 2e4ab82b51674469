"""Begin ontzorgen, and what it rests on: the decision, the partner, what was signed, who keeps it, how long."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.errors import DomainError
from wegwijs.stages.ontzorgen.commands import traject as acts
from wegwijs.stages.ontzorgen.forms.traject import (
    DecisionForm,
    LongerForm,
    PartnerForm,
    SignForm,
    StartForm,
    WithdrawForm,
)
from wegwijs.stages.ontzorgen.grounds import law_of
from wegwijs.stages.ontzorgen.models import Machtiging, Ontzorging
from wegwijs.stages.ontzorgen.queries.plans import consent_or_404, plans_of
from wegwijs.stages.ontzorgen.views.opened import PAGE, running
from wegwijs.ui import notices
from wegwijs.ui.format import day
from wi2021.grondslag import NeedsJudgement
from wi2021.ontzorgen import ontzorgperiode

EDIT = Permission.MONEY_EDIT


@door(EDIT)
def start(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Prepare ontzorgen; where it runs this page leads to it."""
    dossier = open_dossier(request.actor, pk, page="ontzorgen beginnen", permission=EDIT)
    before = plans_of(request.actor, dossier)
    if before and before[0].state != Ontzorging.State.KLAAR:
        return redirect(PAGE, dossier.pk)
    again = isinstance(ontzorgperiode(law_of(dossier)), NeedsJudgement)
    form = bound(StartForm, request, again=again)
    return form_page(
        request, dossier, form, lambda _: acts.start(dossier, form.start(), by=request.actor),
        title="Ontzorgen voorbereiden",
        lead="U houdt dit geld bij. Daarna maakt u het plan; er wordt pas betaald als alles er is.",
        done=lambda row: f"Het ontzorgen wordt voorbereid. De plicht loopt tot en met {day(row.last_day)}.",
        submit="Begin de voorbereiding", to=PAGE,
    )  # fmt: skip


@door(EDIT)
def decide(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The decision that belongs to the PIP."""
    dossier, found = running(request, pk, "ontzorgen: besluit")
    return form_page(
        request, dossier, bound(DecisionForm, request, ontzorging=found),
        lambda data: acts.decide(
            found, by=request.actor, decided_on=data["decided_on"], decision=data["decision"],
            expected_version=data["version"],
        ),
        title="Besluit over ontzorgen", lead="De plicht om mee te werken is een besluit, en hoort bij het PIP (Wi 15 lid 3)",
        done="Het besluit is vastgelegd.", to=PAGE,
    )  # fmt: skip


@door(EDIT)
def partner(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A judgement on the partner's duty."""
    dossier, found = running(request, pk, "ontzorgen: partner")
    return form_page(
        request, dossier, bound(PartnerForm, request, ontzorging=found),
        lambda data: acts.judge_partner(
            found, by=request.actor, partner=data["partner"], reason=data["partner_reason"],
            expected_version=data["version"],
        ),
        title="Oordeel over de partner", lead="Met een machtiging van beide partners kan betalen altijd",
        done="Het oordeel is vastgelegd.", to=PAGE,
    )  # fmt: skip


@door(EDIT)
def longer(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Longer than the duty, by agreement."""
    dossier, found = running(request, pk, "ontzorgen: langer")
    return form_page(
        request, dossier, bound(LongerForm, request, ontzorging=found),
        lambda data: acts.agree_longer(
            found, by=request.actor, until=data["agreed_until"], reason=data["agreed_reason"],
            expected_version=data["version"],
        ),
        title="Langer ontzorgen", done="De afspraak is vastgelegd.", to=PAGE,
        lead=f"De plicht loopt tot en met {day(found.last_day)}. Daarna kan het alleen met een afspraak en machtigingen.",
    )  # fmt: skip


@door(EDIT)
def sign(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Something was signed."""
    dossier, found = running(request, pk, "ontzorgen: machtiging")
    standing = frozenset(found.machtigingen.filter(withdrawn_on=None).values_list("voor", flat=True))
    form = bound(SignForm, request, standing=standing)
    return form_page(
        request, dossier, form,
        lambda data: acts.sign(
            found, Machtiging.Waarvoor(data["voor"]), by=request.actor, signed_on=data["signed_on"],
            reference=data["reference"],
        ),
        title="Machtiging vastleggen", lead="Ook voor de vaste lasten tekent de inburgeraar een machtiging",
        done="De machtiging is vastgelegd.", to=PAGE,
    )  # fmt: skip


@door(EDIT)
def withdraw(request: ActorRequest, pk: UUID, machtiging_pk: UUID) -> HttpResponse:
    """What was signed is taken back."""
    dossier, found = running(request, pk, "ontzorgen: machtiging intrekken")
    row = consent_or_404(found, machtiging_pk)
    return form_page(
        request, dossier, bound(WithdrawForm, request),
        lambda data: acts.withdraw_consent(row, by=request.actor, on=data["on"]), title="Machtiging intrekken",
        lead=f"{row.get_voor_display()}, getekend op {day(row.signed_on)}. Vanaf die dag betalen en innen wij hierop niets meer.",
        done="De machtiging is ingetrokken. Kijk na welke kosten nu blijven liggen.", submit="Trek in", to=PAGE,
    )  # fmt: skip


@require_POST
@door(EDIT)
def take_over(request: ActorRequest, pk: UUID) -> HttpResponse:
    """I keep this from now on."""
    dossier, found = running(request, pk, "ontzorgen overnemen")
    return _done(
        request, lambda: acts.take_over(found, by=request.actor), "U houdt dit geld nu bij.", dossier.pk
    )


@require_POST
@door(EDIT)
def begin(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The plan is paid from now on."""
    dossier, found = running(request, pk, "ontzorgen laten lopen")
    said = f"Het ontzorgen loopt vanaf {day(clock.today())}. De betalingen komen in het volgende voorstel."
    return _done(request, lambda: acts.begin(found, by=request.actor), said, dossier.pk)


def _done(request: ActorRequest, act: Callable[[], object], said: str, pk: UUID) -> HttpResponse:
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        notices.saved(request, said)
    return redirect(PAGE, pk)
