"""Fill a block; give input as a partner."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, carried_out, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.queries import open_dossier
from wegwijs.stages.intake import presenters
from wegwijs.stages.intake.blocks import BLOCKS, SPECIAL, eis, missing
from wegwijs.stages.intake.commands import fill_block, give_input
from wegwijs.stages.intake.commands.blocks import Indrukken
from wegwijs.stages.intake.forms import BlockForm, InputForm
from wegwijs.stages.intake.models import BredeIntake, Inbreng
from wegwijs.stages.intake.queries import block_of, inputs_of, intake_of, must_have, told
from wegwijs.stages.intake.views.acts import beside
from wegwijs.stages.overdracht.queries import profile_rows
from wegwijs.ui import notices
from wi2021.intake import Onderdeel

KEYS = {o.value: o for o in BLOCKS}


@door(Permission.INTAKE_RECORD)
def block(request: ActorRequest, pk: UUID, key: str) -> HttpResponse:
    """One block of the intake. Someone else saved meanwhile: both answers beside each other, nothing lost."""
    if key not in KEYS:
        raise Http404
    onderdeel = KEYS[key]
    if onderdeel in SPECIAL and not request.actor.may(Permission.HEALTH_VIEW):
        raise Http404
    dossier = open_dossier(request.actor, pk, page=f"intake: {key}", permission=Permission.INTAKE_RECORD)
    intake = must_have(dossier)
    stored = block_of(intake, onderdeel)
    version = stored.version if stored else 0
    form = bound(
        BlockForm,
        request,
        onderdeel=onderdeel,
        variant=dossier.variant,
        answers=stored.answers if stored else {},
        version=version,
    )
    if carried_out(request, form, lambda data: _fill(request, intake, onderdeel, form)):
        if "verder" in request.POST:
            return redirect("intake:block", pk, _following(onderdeel))
        return redirect("intake:overview", pk)
    return render(
        request,
        "intake/block.html",
        {
            **beside(request, dossier, intake),
            "form": form,
            "eis": eis(onderdeel),
            "key": key,
            "special": onderdeel in SPECIAL,
            "last": onderdeel is list(BLOCKS)[-1],
            "filled": f"{stored.filled_on:%d-%m-%Y}, {stored.filled_by}" if stored else "",
            "known": presenters.known_for(onderdeel, told(dossier), profile_rows(dossier)),
        },
    )


def _fill(request: ActorRequest, intake: BredeIntake, onderdeel: Onderdeel, form: BlockForm) -> None:
    answers = form.answers()
    fill_block(
        intake,
        onderdeel,
        answers,
        by=request.actor,
        on=clock.today(),
        expected_version=form.cleaned_data["version"],
    )
    left = len(missing(onderdeel, answers, intake.dossier.variant))
    words_left = (
        f" Nog {left} {'vraag' if left == 1 else 'vragen'} te gaan."
        if left
        else " Dit onderdeel is volledig."
    )
    notices.saved(request, f"{eis(onderdeel).label} is opgeslagen.{words_left}")


def _following(onderdeel: Onderdeel) -> str:
    order = list(BLOCKS)
    return order[min(order.index(onderdeel) + 1, len(order) - 1)].value


@door(Permission.INPUT_GIVE)
def give(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Input of a partner; it sees what its own organisation gave before, and nothing else."""
    dossier = open_dossier(request.actor, pk, page="inbreng", permission=Permission.INPUT_GIVE)
    intake = intake_of(dossier)
    context = {"head": dossier_presenters.head(dossier, request.actor), "dossier": dossier}
    if intake is None:
        return render(request, "intake/no_intake.html", context)
    form = bound(InputForm, request)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        seen = Indrukken(
            Inbreng.Indruk(data["daily_life"]),
            Inbreng.Indruk(data["language"]),
            data["helps"],
            data["worries"],
        )
        if attempt(form, lambda: give_input(intake, seen, by=request.actor, on=clock.today())):
            notices.saved(request, "Uw inbreng staat bij de intake. De regisseur ziet hem daar.")
            return redirect("intake:input", pk)
    return render(
        request, "intake/input.html", {**context, "form": form, "given": inputs_of(request.actor, intake)}
    )
