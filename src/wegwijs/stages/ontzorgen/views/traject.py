"""Begin ontzorgen, and what it rests on: the decision, the partner, what was signed, who keeps it, how long."""

from collections.abc import Callable
from typing import Any, Concatenate
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import pressed
from wegwijs.access.roles import Permission
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.stages.ontzorgen.commands import traject as acts
from wegwijs.stages.ontzorgen.commands.splitting import decide_split
from wegwijs.stages.ontzorgen.forms.traject import (
    DecisionForm,
    LongerForm,
    OfOneForm,
    PartnerForm,
    SignForm,
    SplitForm,
    StartForm,
    ToeslagenForm,
    WithdrawForm,
)
from wegwijs.stages.ontzorgen.grounds import law_of
from wegwijs.stages.ontzorgen.models import Machtiging, Ontzorging
from wegwijs.stages.ontzorgen.presenters.plan import split_words
from wegwijs.stages.ontzorgen.queries.plans import consent_or_404, plans_of
from wegwijs.stages.ontzorgen.views.opened import PAGE, running
from wegwijs.ui.format import day
from wi2021.grondslag import NeedsJudgement
from wi2021.ontzorgen import ontzorgperiode

EDIT = Permission.MONEY_EDIT
NOT_SPLIT = "Dit huishouden is niet uit elkaar: er is nu niets te beslissen."


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


def _judged(
    page: str, form_class: type[OfOneForm], act: Callable[[Ontzorging, dict[str, Any], Actor], object], *,
    title: str, lead: str | Callable[[Ontzorging], str], done: str,
) -> Callable[Concatenate[HttpRequest, ...], HttpResponse]:  # fmt: skip
    """The page of something that is said of a plan as a whole, of the version that was looked at."""

    @door(EDIT)
    def view(request: ActorRequest, pk: UUID) -> HttpResponse:
        dossier, found = running(request, pk, f"ontzorgen: {page}")
        return form_page(
            request, dossier, bound(form_class, request, ontzorging=found), lambda data: act(found, data, request.actor),
            title=title, lead=lead if isinstance(lead, str) else lead(found), done=done, to=PAGE,
        )  # fmt: skip

    return view


# The decision that belongs to the PIP.
decide = _judged(
    "besluit", DecisionForm,
    lambda found, data, by: acts.decide(
        found, by=by, decided_on=data["decided_on"], decision=data["decision"], expected_version=data["version"]
    ),
    title="Besluit over ontzorgen", lead="De plicht om mee te werken is een besluit, en hoort bij het PIP (Wi 15 lid 3)",
    done="Het besluit is vastgelegd.",
)  # fmt: skip
# A judgement on the partner's duty.
partner = _judged(
    "partner", PartnerForm,
    lambda found, data, by: acts.judge_partner(
        found, by=by, partner=data["partner"], reason=data["partner_reason"], expected_version=data["version"]
    ),
    title="Oordeel over de partner", lead="Met een machtiging van beide partners kan betalen altijd",
    done="Het oordeel is vastgelegd.",
)  # fmt: skip
# Longer than the duty, by agreement.
longer = _judged(
    "langer", LongerForm,
    lambda found, data, by: acts.agree_longer(
        found, by=by, until=data["agreed_until"], reason=data["agreed_reason"], expected_version=data["version"]
    ),
    title="Langer ontzorgen", done="De afspraak is vastgelegd.",
    lead=lambda found: f"De plicht loopt tot en met {day(found.last_day)}. Daarna kan het alleen met een afspraak en machtigingen.",
)  # fmt: skip
# A judgement on the account that toeslagen come to.
toeslagen = _judged(
    "toeslagen", ToeslagenForm,
    lambda found, data, by: acts.judge_toeslagen(
        found, by=by, toeslagen=data["toeslagen"], reason=data["toeslagen_reason"], expected_version=data["version"]
    ),
    title="Oordeel over toeslagen", done="Het oordeel is vastgelegd.",
    lead="Toeslagen gaan naar een rekening op naam van wie er recht op heeft. Een volmacht alleen is misschien niet genoeg.",
)  # fmt: skip
# What becomes of account, home and leefgeld when the household fell apart.
split = _judged(
    "huishouden uit elkaar", SplitForm, lambda found, data, by: decide_split(found, data["split"], by=by, expected_version=data["version"]),
    title="Huishouden uit elkaar", done="Het oordeel is vastgelegd. Pas nu het geldplan aan: kosten, inkomen en leefgeld.",
    lead=lambda found: f"{split_words(found) or NOT_SPLIT} De wet zegt niet wat dan geldt; dit is uw oordeel.",
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
    pressed(request, act, said)
    return redirect(PAGE, pk)
