"""Which intakes run, and how one of them stands."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission, Role
from wegwijs.audit.commands import record_list
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.models import TermijnRow
from wegwijs.dossiers.queries import gemeenten_of, open_dossier, pip_due
from wegwijs.stages.intake import listing, presenters
from wegwijs.stages.intake.blocks import BLOCKS
from wegwijs.stages.intake.commands import start_intake
from wegwijs.stages.intake.models import BredeIntake
from wegwijs.stages.intake.queries import intake_of, talks_wanted, told
from wegwijs.ui import notices
from wegwijs.ui.format import dated
from wegwijs.ui.parts import Chip, Menu


@door(Permission.DOSSIER_VIEW)
def intakes(request: ActorRequest) -> HttpResponse:
    """Open intakes by next date, with how far each is and what comes next. The filters stand in the address."""
    actor = request.actor
    filters = _Filters.of(request)
    rows = listing.to_take_in(actor, mine=filters.mine, gemeente=filters.gemeente)
    partner = not actor.sees_all
    lines, more = listing.page(rows, after=filters.after, today=clock.today(), partner=partner)
    record_list(by=actor, page="brede intake", shown=len(lines))
    named = {g.code: g.naam for g in gemeenten_of(actor)}
    context = {
        "lines": lines,
        "total": len(BLOCKS),
        "more": filters.address(na=more) if more else "",
        "first": filters.address() if filters.after else "",
        "narrowed": filters.mine or bool(filters.gemeente),
        "mine": filters.chip() if Role.REGISSEUR in actor.roles else None,
        "gemeenten": Menu.of(
            "Gemeente", "gemeente", filters.gemeente, named, filters.address, everything="alle gemeenten"
        )
        if len(named) > 1
        else None,
        "partner": partner,
        "may_view": actor.may(Permission.INTAKE_VIEW),
        "may_give": actor.may(Permission.INPUT_GIVE),
        "may_call": actor.may(Permission.INTAKE_RECORD),
    }
    return render(request, "intake/list.html", context)


@dataclass(frozen=True, slots=True)
class _Filters:
    """What the list is narrowed to."""

    mine: bool
    gemeente: str
    after: str

    @classmethod
    def of(cls, request: ActorRequest) -> "_Filters":
        regisseur = Role.REGISSEUR in request.actor.roles
        gemeente = request.GET.get("gemeente", "")
        return cls(
            mine=regisseur and request.GET.get("van", "mij") == "mij",
            gemeente=gemeente if gemeente.isdecimal() else "",
            after=request.GET.get("na", "")[:60],
        )

    def address(self, **changes: str) -> str:
        now = {"van": "mij" if self.mine else "allen", "gemeente": self.gemeente}
        return "?" + urlencode({k: v for k, v in {**now, **changes}.items() if v})

    def chip(self) -> Chip:
        return Chip("Regisseur: ik", self.address(van="allen" if self.mine else "mij"), self.mine)


@door(Permission.INTAKE_VIEW)
def overview(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What the law asks, what is missing and by when; talk by talk."""
    dossier = open_dossier(request.actor, pk, page="intake", permission=Permission.INTAKE_VIEW)
    intake = intake_of(dossier)
    row = pip_due(dossier)
    context = {
        "head": dossier_presenters.head(dossier, request.actor),
        "dossier": dossier,
        "intake": intake,
        "may": request.actor.may(Permission.INTAKE_RECORD, dossier.gemeente_id),
        "health": request.actor.may(Permission.HEALTH_VIEW, dossier.gemeente_id),
        "pip_due": dated(row.last_day, clock.today()) if row else None,
        "pip_why": dossier_presenters.why(row) if row else None,
    }
    if intake:
        context["o"] = shown(request.actor, intake, row)
    return render(request, "intake/overview.html", context)


def shown(actor: Actor, intake: BredeIntake, due: TermijnRow | None) -> presenters.Overview:
    """The overview as this actor may see it today."""
    today = clock.today()
    return presenters.overview(
        intake,
        told(intake.dossier),
        talks_wanted(intake.dossier, on=today),
        on=today,
        due=due.last_day if due else None,
        health=actor.may(Permission.HEALTH_VIEW, intake.dossier.gemeente_id),
    )


@require_POST
@door(Permission.INTAKE_RECORD)
def start(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Begin the intake today."""
    dossier = open_dossier(request.actor, pk, page="intake", permission=Permission.INTAKE_RECORD)
    start_intake(dossier, by=request.actor, on=clock.today())
    notices.saved(request, "De brede intake is begonnen.")
    return redirect("intake:overview", pk)
