"""A person who was entered twice has dossiers at both: they come together, and apart again when it was a mistake."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.agenda.commands import same_person
from wegwijs.documents.models import Letter
from wegwijs.dossiers.commands.events import record_event, withdraw_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, State
from wegwijs.errors import DomainError
from wegwijs.people.commands import Later, came_after, merge_persons, unmerge_persons
from wegwijs.people.doubles import decide_double
from wegwijs.people.models import Dubbel, Person, Samenvoeging
from wegwijs.rowsecurity.scope import widened

UNSENT = (Letter.State.CONCEPT, Letter.State.DEFINITIEF)


@transaction.atomic
def merge_double(keep: Person, double: Person, *, by: Actor) -> Samenvoeging:
    """Merge ``double`` into ``keep`` with its dossiers, and say so in every dossier's timeline.

    Raises NotAllowed unless ``by`` may edit all dossiers of both; DomainError when both have an open dossier in one
    gemeente (close one first), and whatever ``merge_persons`` refuses.
    """
    dossiers = _all_of(keep, double, by=by)
    at: dict[str, set[object]] = {}
    for dossier in dossiers:
        if dossier.state != State.GESLOTEN:
            at.setdefault(dossier.gemeente_id, set()).add(dossier.person_id)
    twice = [d for d in dossiers if len(at.get(d.gemeente_id, ())) > 1]
    if twice:
        raise DomainError(
            f"Beide personen hebben een open dossier in {twice[0].gemeente}. "
            "Sluit eerst het dossier dat er te veel is, met als reden ‘dubbel’."
        )
    merge = merge_persons(keep, double, by=by)
    letters = Letter.objects.filter(person=double, state__in=UNSENT)
    merge.trace |= {
        "dossiers": [str(d.pk) for d in dossiers if d.person_id == double.pk],
        "own_dossiers": [str(d.pk) for d in dossiers if d.person_id == keep.pk],
        "letters": [str(pk) for pk in letters.values_list("pk", flat=True)],
    }
    merge.save(update_fields=["trace"])
    letters.update(person=merge.kept)
    same_person(double, merge.kept)
    Dossier.objects.filter(person=double).update(person=merge.kept)
    for dossier in dossiers:
        dossier.person = merge.kept
        record_event(
            dossier,
            Kind.DUBBEL_SAMENGEVOEGD,
            by=by,
            on=clock.today(),
            payload={"uit": str(double.pk)},
            summary="De persoon stond twee keer in Wegwijs; de gegevens staan nu bij elkaar.",
            dedupe_key=_key(merge),
        )
    return merge


def _all_of(*persons: Person, by: Actor) -> list[Dossier]:
    """Every dossier of these in the whole region, locked. Raises NotAllowed unless ``by`` may edit each of them."""
    with widened():
        rows = Dossier.objects.select_for_update(of=("self",)).filter(person__in=persons)
        dossiers = list(rows.select_related("gemeente").order_by("pk"))
    for dossier in dossiers:
        by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    return dossiers


def _key(merge: Samenvoeging) -> str:
    return f"samengevoegd:{merge.dropped_id}"


def to_divide(merge: Samenvoeging) -> list[Later]:
    """What came after a merge and must be given to one of the two when it is taken back: dossiers, and what persons have."""
    known = {*merge.trace.get("dossiers", ()), *merge.trace.get("own_dossiers", ())}
    later = Dossier.objects.filter(person=merge.kept_id).exclude(pk__in=known).select_related("gemeente")
    dossiers = [
        Later(f"dossier:{row.pk}", f"Dossier {row.number}, {row.gemeente}")
        for row in later.order_by("number")
    ]
    return [*dossiers, *came_after(merge)]


@transaction.atomic
def undo_merge(merge: Samenvoeging, *, by: Actor, to_dropped: Collection[str]) -> Samenvoeging:
    """Two persons again, each with the own dossiers; ``to_dropped``: keys of ``to_divide`` of the one that was merged away.

    Letters of a dossier go along with it, also what was sent while they were one: it was written for that person. What was
    sent before the merge never moved. That they are two is noted, so that nobody is asked again.
    Raises NotAllowed unless ``by`` may edit every dossier; DomainError as ``unmerge_persons``, when one of the two would
    be left without a dossier, or with two open ones in one gemeente.
    """
    dossiers = _all_of(merge.kept, by=by)
    back = {*merge.trace.get("dossiers", ()), *(key[8:] for key in to_dropped if key.startswith("dossier:"))}
    going = [dossier for dossier in dossiers if str(dossier.pk) in back]
    if not going or len(going) == len(dossiers):
        raise DomainError("Elk van de twee houdt ten minste één dossier. Kies bij wie de dossiers horen.")
    undone = unmerge_persons(merge, by=by, to_dropped=to_dropped)
    Letter.objects.filter(
        Q(pk__in=merge.trace.get("letters", ())) | Q(reference__in=[dossier.number for dossier in going]),
        person=undone.kept,
    ).update(person=undone.dropped)
    Dossier.objects.filter(pk__in=[dossier.pk for dossier in going]).update(person=undone.dropped)
    said = Gebeurtenis.objects.filter(
        dossier__in=dossiers,
        kind=Kind.DUBBEL_SAMENGEVOEGD,
        payload__uit=str(merge.dropped_id),
        superseded_by=None,
    )
    for event in said.select_related("dossier__gemeente", "dossier__person"):
        withdraw_event(event, by=by, reason="de samenvoeging is teruggedraaid")
    decide_double(undone.kept, undone.dropped, Dubbel.Verdict.TWEE, by=by)
    return undone
