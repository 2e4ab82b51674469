"""What the acts of self-reliance, months, handover and end have in common: the row held for nobody else, the audit, the line on the timeline."""

from datetime import date

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.errors import Conflict, DomainError
from wegwijs.people.numbers import holds_bsn
from wegwijs.stages.ontzorgen.models import Ontzorging

State = Ontzorging.State
NO_BSN = "Hier staat een nummer dat een BSN kan zijn. Haal het weg."


def held(row: Ontzorging, *, by: Actor, needs: Permission, version: int | None = None) -> Ontzorging:
    """The row, for nobody else to change meanwhile. Raises NotAllowed without the right there, Conflict when ``version`` isn't the newest."""
    found = (
        Ontzorging.objects.select_for_update(of=("self",))
        .select_related("dossier__person", "dossier__gemeente", "administrator")
        .get(pk=row.pk)
    )
    by.require(needs, found.dossier.gemeente_id)
    if version is not None and version != found.version:
        raise Conflict(
            "Een collega heeft hier net iets gewijzigd.", theirs={"on": found.get_state_display()}, version=found.version,
            what="Financieel ontzorgen",
        )  # fmt: skip
    return found


def running(row: Ontzorging) -> None:
    """Raises DomainError for one that ended."""
    if row.state == State.KLAAR:
        raise DomainError("Het ontzorgen van deze persoon is afgerond. Hier verandert niets meer.")


def without_bsn(**words: str) -> None:
    """Raises DomainError at the field whose words hold what may be a BSN."""
    for field, said in words.items():
        if holds_bsn(said):
            raise DomainError(NO_BSN, field=field)


def noted(row: Ontzorging, what: str, *, by: Actor) -> None:
    """In the audit that it was changed; ``what`` holds nothing of the person."""
    record(
        by=by, action=Action.CHANGE, kind="dossier", key=row.dossier_id, gemeente=row.dossier.gemeente_id, detail=f"ontzorgen: {what}"
    )  # fmt: skip


def told(row: Ontzorging, words: str, *, by: Actor, on: date | None = None) -> None:
    """A line on the timeline of how it stands now. No amounts: more people read a timeline."""
    payload = {"ontzorging": str(row.pk), "stand": row.state}
    if row.end_reason:
        payload["reden"] = row.end_reason
    record_event(
        row.dossier, Kind.ONTZORGEN, by=by, on=on or clock.today(), payload=payload, summary=words,
        origin=Origin.EIGEN if by.sees_all else Origin.PARTNER,
    )  # fmt: skip
