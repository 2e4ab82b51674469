"""Give a signal, note a step, close it. Nothing of it stands in the timeline: that is read by more people."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.people.commands import set_safe_contact
from wegwijs.safety.models import Meldcodestap, Veiligheidssignaal
from wegwijs.ui.format import day


@dataclass(frozen=True, slots=True)
class Signal:
    """What is known. ``safe_contact``: how someone is reached safely ("" leaves what is known); ``unsafe_address``: post
    or a visit to the address can do harm, and whoever sends or plans is warned."""

    soort: Veiligheidssignaal.Soort
    source: Veiligheidssignaal.Bron
    noticed_on: date
    facts: str
    safe_contact: str = ""
    unsafe_address: bool = True


@transaction.atomic
def give_signal(dossier: Dossier, signal: Signal, *, by: Actor) -> Veiligheidssignaal:
    """Note it, with the first step of the meldcode. Who gives it needs not be able to see it afterwards.

    Raises NotAllowed without the right to give signals there, DomainError for a day in the future.
    """
    by.require(Permission.SIGNAL_RECORD, dossier.gemeente_id)
    if signal.noticed_on > clock.today():
        raise DomainError("Deze dag ligt in de toekomst. Vul vandaag of eerder in.", field="noticed_on")
    made = Veiligheidssignaal.objects.create(
        dossier=dossier, soort=signal.soort, source=signal.source, noticed_on=signal.noticed_on, facts=signal.facts,
        recorded_by=by.user, label=by.label, recorded_at=clock.now(),
    )  # fmt: skip
    _add(made, Meldcodestap.Uitkomst.VASTGELEGD, by, clock.today())
    if signal.unsafe_address or signal.safe_contact:
        set_safe_contact(
            dossier.person, by=by, text=signal.safe_contact or None, only=signal.unsafe_address or None
        )
    _audit(dossier, by, "signaal")
    return made


@transaction.atomic
def take_step(
    signal: Veiligheidssignaal, outcome: Meldcodestap.Uitkomst, *, by: Actor, on: date
) -> Meldcodestap:
    """Note that a step was taken on a day.

    Raises DomainError for a day in the future or before the signal, and for a signal that was closed.
    """
    current = _held(signal, by)
    if on > clock.today() or on < current.noticed_on:
        raise DomainError(f"Kies een dag van {day(current.noticed_on)} tot en met vandaag.", field="on")
    made = _add(current, outcome, by, on)
    _audit(current.dossier, by, "stap van de meldcode")
    return made


@transaction.atomic
def close_signal(
    signal: Veiligheidssignaal, ended: Veiligheidssignaal.Einde, *, by: Actor, on: date, address_safe: bool,
    expected_version: int,
) -> None:  # fmt: skip
    """It is no longer looked after; ``address_safe``: post and visits to the address can do no harm any more.

    Raises Conflict when someone else closed it, DomainError for a day in the future or before the signal.
    """
    current = _held(signal, by, expected_version)
    if on > clock.today() or on < current.noticed_on:
        raise DomainError(f"Kies een dag van {day(current.noticed_on)} tot en met vandaag.", field="on")
    current.closed_on, current.ended = on, ended
    current.version += 1
    current.save(update_fields=["closed_on", "ended", "version"])
    others = Veiligheidssignaal.objects.filter(dossier__person=current.dossier.person_id, closed_on=None)
    if address_safe and not others.exists():
        set_safe_contact(current.dossier.person, by=by, text=None, only=False)
    _audit(current.dossier, by, "signaal afgesloten")


def _held(signal: Veiligheidssignaal, by: Actor, expected_version: int | None = None) -> Veiligheidssignaal:
    current = (
        Veiligheidssignaal.objects.select_for_update(of=("self",))
        .select_related("dossier__person", "dossier__gemeente")
        .get(pk=signal.pk)
    )
    by.require(Permission.SIGNAL_VIEW, current.dossier.gemeente_id)
    if expected_version is not None and current.version != expected_version and current.closed_on:
        raise Conflict(
            "Een collega heeft dit signaal net afgesloten.",
            theirs={"ended": current.get_ended_display(), "on": day(current.closed_on)},
            version=current.version,
            what="Signaal afsluiten",
        )
    if expected_version is None and current.closed_on:
        raise DomainError("Dit signaal is afgesloten. Leg een nieuw signaal vast.")
    return current


def _add(signal: Veiligheidssignaal, outcome: Meldcodestap.Uitkomst, by: Actor, on: date) -> Meldcodestap:
    return Meldcodestap.objects.create(
        signaal=signal, uitkomst=outcome, on=on, label=by.label, recorded_at=clock.now()
    )


def _audit(dossier: Dossier, by: Actor, what: str) -> None:
    record(
        by=by, action=Action.CHANGE, kind="dossier", key=dossier.pk, gemeente=dossier.gemeente_id,
        detail=f"veiligheid: {what}",
    )  # fmt: skip
