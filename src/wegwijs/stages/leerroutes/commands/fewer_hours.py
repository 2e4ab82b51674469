"""The college decides that fewer course hours are asked in the Z-route: by a disability with rehabilitation, or by earlier education."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.stages.leerroutes.models import Urenbesluit, Urengrond
from wegwijs.stages.leerroutes.queries.voltooien import Completion, completion, decisions
from wi2021.facts import Leerroute
from wi2021.grondslag import Answer, NeedsJudgement
from wi2021.leerroutes import eerder_onderwijs_telt, lager_in_z
from wi2021.parameters import parameter

DECIDE = Permission.HOURS_DECIDE


@dataclass(frozen=True, slots=True)
class FewerHours:
    """On which ground, how many whole hours, and why. ``followed_until``: last day of the earlier education; ``rehabilitation``: there
    is one, of who has a disability."""

    ground: Urengrond
    hours: int
    why: str
    followed_until: date | None = None
    rehabilitation: bool = False


@transaction.atomic
def decide_fewer_hours(dossier: Dossier, facts: FewerHours, *, by: Actor, on: date) -> Urenbesluit:
    """So many course hours are asked less; deciding again on the same ground takes the place of what was decided (R-Z-x, R-Z-y).

    Raises NotAllowed without the right there; DomainError outside the Z-route, once it was finished, and where the law leaves no room.
    """
    found = _held(dossier, by)
    _room(found, facts)
    whole = parameter("z.cursus.uren", on=on).value
    others = sum(one.hours for one in decisions(dossier) if one.ground != facts.ground)
    if not 1 <= facts.hours <= whole - others:
        raise DomainError(f"De cursus is {whole} uur. Vul 1 tot en met {whole - others} in.", field="hours")
    if not facts.why.strip():
        raise DomainError("Schrijf op waarom het college dit besluit.", field="why")
    _no_longer(dossier, facts.ground)
    made = Urenbesluit.objects.create(
        dossier=dossier, gemeente=dossier.gemeente, ground=facts.ground, hours=facts.hours, why=facts.why.strip(), on=on,
        followed_until=facts.followed_until if facts.ground is Urengrond.ONDERWIJS else None, label=by.label,
        recorded_at=clock.now(),
    )  # fmt: skip
    _tell(dossier, by, on)
    return made


@transaction.atomic
def take_back_fewer_hours(decision: Urenbesluit, *, by: Actor, on: date) -> None:
    """It holds no longer; the row stays. Once more changes nothing."""
    row = Urenbesluit.objects.select_for_update(of=("self",)).select_related("dossier__gemeente").get(pk=decision.pk)  # fmt: skip
    _held(row.dossier, by)
    if row.stands:
        _no_longer(row.dossier, Urengrond(row.ground))
        _tell(row.dossier, by, on)


def _held(dossier: Dossier, by: Actor) -> Completion:
    by.require(DECIDE, dossier.gemeente_id)
    if not Dossier.objects.select_for_update().get(pk=dossier.pk).is_open:
        raise DomainError("Dit dossier is gesloten. Heropen het eerst.")
    found = completion(dossier)
    if found.route is not Leerroute.Z:
        raise DomainError("Minder cursusuren kan alleen in de Z-route. Kijk het PIP na.")
    if found.z_finished:
        raise DomainError("De Z-route is al afgerond. Trek eerst de afronding in.")
    return found


def _room(found: Completion, facts: FewerHours) -> None:
    """Whether the law leaves it to the college. Raises DomainError where it doesn't."""
    answer: Answer[bool]
    field = "rehabilitation"
    if facts.ground is Urengrond.BEPERKING:
        answer = lager_in_z(beperking=True, revalidatie=facts.rehabilitation)
    else:
        field, pip = "followed_until", found.facts.eerste_pip()
        if facts.followed_until is None or pip is None:
            raise DomainError("Vul in tot en met welke dag dit onderwijs is gevolgd.", field=field)
        answer = eerder_onderwijs_telt(facts.followed_until, pip=pip.dagtekening)
    if not isinstance(answer, NeedsJudgement):
        said = " ".join(answer.uitleg).replace("**", "")
        raise DomainError(
            f"{said} Minder uren kan hier niet.", field=field, artikel=answer.regel.artikelen[0]
        )


def _no_longer(dossier: Dossier, ground: Urengrond) -> None:
    Urenbesluit.objects.filter(dossier=dossier, ground=ground, stands=True).update(stands=False)


def _tell(dossier: Dossier, by: Actor, on: date) -> None:
    """In the timeline only how many hours fewer in all: why may be health (Wi 37)."""
    hours = sum(one.hours for one in decisions(dossier))
    words = f"{hours} uur minder" if hours else "geen uren minder"
    record_event(dossier, Kind.MINDER_UREN, by=by, on=on, payload={"uren": hours}, summary=words)
