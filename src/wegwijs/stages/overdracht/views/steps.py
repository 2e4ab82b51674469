"""Record a step of one handover."""

from uuid import UUID

from django.http import HttpResponse

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.forms.facts import LinkedForm, VoorinburgeringForm
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import form_page
from wegwijs.people.models import Source
from wegwijs.stages.overdracht.commands import (
    HouseStep,
    give_profile,
    record_driegesprek,
    record_huisvesting,
    record_koppeling,
    record_voorinburgering,
)
from wegwijs.stages.overdracht.commands.steps import Present, Way
from wegwijs.stages.overdracht.forms import DriegesprekForm, HouseForm, ProfileForm
from wegwijs.stages.overdracht.queries import newest, profile_rows

P = Permission.OVERDRACHT_RECORD
BACK = "overdracht:overview"


def _opened(request: ActorRequest, pk: UUID, page: str) -> Dossier:
    return open_dossier(request.actor, pk, page=f"overdracht: {page}", permission=P)


@door(P)
def profile(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The klantprofiel; only what differs from what is known is stored, as a new value."""
    dossier = _opened(request, pk, "klantprofiel")
    known = {key: row.value for key, row in newest(profile_rows(dossier)).items()}
    form = bound(ProfileForm, request, known=known)
    return form_page(
        request,
        dossier,
        form,
        lambda data: give_profile(
            dossier, form.values(), by=request.actor, source=Source(data["source"]), as_of=data["as_of"]
        ),
        title="Klantprofiel",
        lead="Wat COA in TVS over iemand vastlegde. Wijzig alleen wat nieuw is; eerdere waarden blijven bewaard.",
        done="Het klantprofiel is bijgewerkt.",
        to=BACK,
    )


@door(P)
def koppeling(request: ActorRequest, pk: UUID) -> HttpResponse:
    """COA linked the person to the gemeente."""
    dossier = _opened(request, pk, "koppeling")
    return form_page(
        request,
        dossier,
        bound(LinkedForm, request),
        lambda data: record_koppeling(dossier, by=request.actor, on=data["on"], location=data["locatie"]),
        title="Koppeling van COA",
        lead="Zoals COA het in TVS meldt.",
        done="De koppeling is vastgelegd.",
        to=BACK,
    )


@door(P)
def driegesprek(request: ActorRequest, pk: UUID) -> HttpResponse:
    """COA, the gemeente and the person talked together."""
    dossier = _opened(request, pk, "driegesprek")
    return form_page(
        request,
        dossier,
        bound(DriegesprekForm, request),
        lambda data: record_driegesprek(
            dossier,
            by=request.actor,
            on=data["on"],
            way=Way(data["way"]),
            present=[Present(p) for p in data["present"]],
        ),
        title="Driegesprek",
        lead="COA, gemeente en inburgeraar bespreken samen wat er komt.",
        done="Het driegesprek is vastgelegd.",
        to=BACK,
    )


@door(P)
def house(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A step towards a home."""
    dossier = _opened(request, pk, "woning")
    return form_page(
        request,
        dossier,
        bound(HouseForm, request),
        lambda data: record_huisvesting(
            dossier, by=request.actor, on=data["on"], step=HouseStep(data["step"]), place=data["place"]
        ),
        title="Woning",
        lead="Hoe ver het is met een woning in de gemeente.",
        done="De stap is vastgelegd.",
        to=BACK,
    )


@door(P)
def voorinburgering(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What was followed at COA."""
    dossier = _opened(request, pk, "voorinburgering")
    return form_page(
        request,
        dossier,
        bound(VoorinburgeringForm, request),
        lambda data: record_voorinburgering(
            dossier, by=request.actor, on=data["on"], taken=data["deelname"], parts=data["onderdelen"]
        ),
        title="Voorinburgering bij COA",
        lead="Wat iemand in de opvang al volgde. Het telt mee voor het plan.",
        done="De voorinburgering is vastgelegd.",
        to=BACK,
    )
