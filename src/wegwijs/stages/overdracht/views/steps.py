"""Record a step of one handover."""

from typing import Any

from wegwijs.access.roles import Permission
from wegwijs.dossiers.forms.facts import LinkedForm, VoorinburgeringForm
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.views.page import Act, dossier_form
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
    lead="COA, gemeente en inburgeraar bespreken samen wat er komt.",
    said="Het driegesprek is vastgelegd.",
    to=BACK,
)
def driegesprek(act: Act[DriegesprekForm]) -> object:
    """COA, the gemeente and the person talked together."""
    way, present = Way(act.data["way"]), [Present(p) for p in act.data["present"]]
    return record_driegesprek(act.dossier, by=act.by, on=act.data["on"], way=way, present=present)


@dossier_form(
    HouseForm,
    P,
    "overdracht: woning",
    title="Woning",
    lead="Hoe ver het is met een woning in de gemeente.",
    said="De stap is vastgelegd.",
    to=BACK,
)
def house(act: Act[HouseForm]) -> object:
    """A step towards a home."""
    step, place = HouseStep(act.data["step"]), act.data["place"]
    return record_huisvesting(act.dossier, by=act.by, on=act.data["on"], step=step, place=place)


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
