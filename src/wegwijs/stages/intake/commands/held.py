"""How every act on an intake begins: the right to do it, the intake as it is now, and nobody else in it meanwhile."""

from datetime import date

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.errors import DomainError
from wegwijs.stages.intake.models import BredeIntake
from wegwijs.stages.intake.queries import must_have, obliged_since
from wi2021.grondslag import wi


def held(intake: BredeIntake, *, by: Actor, also_completed: bool = False) -> BredeIntake:
    """The intake with its parts as they are now, locked until the transaction ends.

    Raises NotAllowed, and DomainError when the dossier is closed or the intake is completed; what still goes on after
    that says ``also_completed``.
    """
    by.require(Permission.INTAKE_RECORD, intake.dossier.gemeente_id)
    if not intake.dossier.is_open:
        raise DomainError("Dit dossier is gesloten. Heropen het eerst.")
    BredeIntake.objects.select_for_update().get(pk=intake.pk)
    now = must_have(intake.dossier)
    if now.completed_on and not also_completed:
        raise DomainError(
            "De intake is voltooid. Heropen de intake eerst; is het PIP al vastgesteld, leg het dan vast in een nieuw PIP."
        )
    return now


def not_before_the_obligation(intake: BredeIntake, on: date) -> None:
    """Raises DomainError for a day before someone must inburgeren, or before a voorloper began (Wi 14(1); law 0.3)."""
    since, obliged = obliged_since(intake.dossier)
    if on >= since:
        return
    if obliged:
        raise DomainError(
            f"Iemand is pas inburgeringsplichtig vanaf {since:%d-%m-%Y}; wat u eerder besprak hoort niet bij de brede "
            "intake. Kijk de datum na, of leg het vast als contact.",
            field="on",
            artikel=wi("14", "1"),
        )
    raise DomainError(
        f"Het dossier begint op {since:%d-%m-%Y}. Kijk de datum na: kies die dag of later.",
        field="on",
        artikel=wi("14", "1"),
    )
