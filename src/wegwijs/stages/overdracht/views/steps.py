"""Record a step of one handover."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import plan_afspraak
from wegwijs.dossiers.forms.facts import LinkedForm, VoorinburgeringForm
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.page import Act, dossier_form, form_page
from wegwijs.people.models import Source
from wegwijs.stages.overdracht.commands import (
    Identity,
    give_profile,
    record_driegesprek,
    record_koppeling,
    record_voorinburgering,
)
from wegwijs.stages.overdracht.commands.steps import Present, Way
from wegwijs.stages.overdracht.forms import DriegesprekForm, PlanTalkForm, ProfileForm
from wegwijs.stages.overdracht.queries import newest, profile_rows
from wi2021.intake import GEGEVENS, coa_may_share

P = Permission.OVERDRACHT_RECORD
BACK = "overdracht:overview"
NOT_SHARED = " ".join(coa_may_share(key).uitleg[0] for key, fact in GEGEVENS.items() if not fact.coa)


def _known(dossier: Dossier) -> dict[str, Any]:
    known = {key: row.value for key, row in newest(profile_rows(dossier)).items()}
    if dossier.person.protected:
        # Left empty it says nothing, so what is known stays.
        known.pop("locatie", None)
    return {"known": known}


@dossier_form(
    ProfileForm,
    P,
    "overdracht: klantprofiel",
    title="Klantprofiel",
    lead="Wat COA in TVS over iemand vastlegde. Wijzig alleen wat nieuw is; eerdere waarden blijven bewaard.",
    said="Het klantprofiel is bijgewerkt.",
    to=BACK,
    given=_known,
)
def profile(act: Act[ProfileForm]) -> object:
    """The klantprofiel; only what differs from what is known is stored, as a new value."""
    source, as_of = Source(act.data["source"]), act.data["as_of"]
    return give_profile(act.dossier, act.form.values(), by=act.by, source=source, as_of=as_of)


@dossier_form(
    LinkedForm,
    P,
    "overdracht: koppeling",
    title="Koppeling van COA",
    lead="Zoals COA het in TVS meldt.",
    said="De koppeling is vastgelegd.",
    to=BACK,
)
def koppeling(act: Act[LinkedForm]) -> object:
    """COA linked the person to the gemeente."""
    return record_koppeling(act.dossier, by=act.by, on=act.data["on"], location=act.data["locatie"])


@dossier_form(
    DriegesprekForm,
    P,
    "overdracht: driegesprek",
    title="Driegesprek",
    lead=f"COA, gemeente en inburgeraar bespreken samen wat er komt. {NOT_SHARED}",
    said="Het driegesprek is vastgelegd.",
    to=BACK,
    given=_known,
)
def driegesprek(act: Act[DriegesprekForm]) -> object:
    """COA, the gemeente and the person talked together."""
    way, present = Way(act.data["way"]), [Present(p) for p in act.data["present"]]
    return record_driegesprek(
        act.dossier, by=act.by, on=act.data["on"], way=way, present=present, identity=Identity(act.data["identity"]),
        shared=act.form.shared(),
    )  # fmt: skip


@door(P)
def driegesprek_plan(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Plan it: an appointment like any other, so that it stands in the agenda and is moved and cancelled as those are."""
    dossier = open_dossier(request.actor, pk, page="overdracht: driegesprek plannen", permission=P)
    form = bound(PlanTalkForm, request, dossier=dossier, actor=request.actor)
    return form_page(
        request, dossier, form, lambda data: plan_afspraak(dossier, form.planned(), by=request.actor),
        title="Driegesprek plannen", lead="Staat daarna in de agenda van wie het gesprek voert.",
        done="Het driegesprek staat in de agenda. Maak nu de uitnodiging, en laat het COA weten.", to=BACK,
    )  # fmt: skip


@dossier_form(
    VoorinburgeringForm,
    P,
    "overdracht: voorinburgering",
    title="Voorinburgering bij COA",
    lead="Wat iemand in de opvang al volgde. Het telt mee voor het plan.",
    said="De voorinburgering is vastgelegd.",
    to=BACK,
)
def voorinburgering(act: Act[VoorinburgeringForm]) -> object:
    """What was followed at COA."""
    taken, parts = act.data["deelname"], act.data["onderdelen"]
    return record_voorinburgering(act.dossier, by=act.by, on=act.data["on"], taken=taken, parts=parts)
