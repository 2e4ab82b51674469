"""Talks about progress that were held, with what was agreed; what must be done becomes tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.urls import reverse

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.choices import TalkPlace
from wegwijs.dossiers.commands import add_task, record_event
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import DomainError
from wegwijs.ui.format import day


class Who(models.TextChoices):
    """Who does what was agreed."""

    GEMEENTE = "gemeente", "de gemeente"
    INBURGERAAR = "inburgeraar", "de inburgeraar"
    SCHOOL = "school", "de school"
    BEGELEIDING = "begeleiding", "de begeleider"


@dataclass(frozen=True, slots=True)
class Agreed:
    """One thing that was agreed: what, who does it, and by which day (inclusive; None: no day was named)."""

    what: str
    who: Who
    by: date | None = None


@transaction.atomic
def hold_talk(
    dossier: Dossier, *, by: Actor, on: date, way: TalkPlace, agreed: Sequence[Agreed] = ()
) -> Gebeurtenis:
    """A talk was held (T-12). What the gemeente does is a task; what another does, a task to see after that day whether it was done.

    Raises NotAllowed without the right there; DomainError in a closed dossier, without a PIP, and for a day before it.
    """
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    if not Dossier.objects.select_for_update().get(pk=dossier.pk).is_open:
        raise DomainError("Dit dossier is gesloten. Heropen het eerst.")
    facts = facts_of(dossier.gemeente_id, timeline(dossier))
    pip, first = facts.actueel_pip(), facts.eerste_pip()
    if pip is None or first is None:
        raise DomainError("Er geldt nog geen PIP. Leg een gesprek in de intake vast bij de brede intake.")
    if on < first.dagtekening:
        raise DomainError(
            f"Het PIP is van {day(first.dagtekening)}; het gesprek is van ervoor. Vul die dag of later in.",
            field="on",
        )
    number = 1 + len(facts.voortgangsgesprekken)
    said = [
        {"wat": one.what, "wie": one.who.value, "uiterlijk": one.by.isoformat() if one.by else ""}
        for one in agreed
    ]
    counted = (
        f"gesprek {number} van {pip.voortgangsgesprekken}"
        if pip.voortgangsgesprekken
        else f"gesprek {number}"
    )
    made = {0: "geen afspraken", 1: "1 afspraak"}.get(len(said), f"{len(said)} afspraken")
    event = record_event(
        dossier, Kind.VOORTGANGSGESPREK, by=by, on=on, payload={"wijze": way.value, "nummer": number, "afspraken": said},
        summary=f"{counted}, {way.label}; {made}",
    )  # fmt: skip
    for place, one in enumerate(agreed):
        _task(dossier, event, one, place)
    return event


def _task(dossier: Dossier, event: Gebeurtenis, one: Agreed, place: int) -> None:
    title = one.what if one.who is Who.GEMEENTE else f"Nagaan of dit is gedaan: {one.what}"
    add_task(
        dossier, title[:120], why=f"afgesproken op {day(event.on)}, doet {one.who.label}", due_on=one.by,
        link=reverse("voltooien:talks", args=[dossier.pk]), source_key=f"gesprek:{event.pk}:{place}",
    )  # fmt: skip
