"""A file with a running caseload: each row a dossier that an older system kept, brought in by the commands people use."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from uuid import UUID

from wegwijs import clock
from wegwijs.access.actor import Actor, system_actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import gathered
from wegwijs.dossiers.commands import derived_once, open_dossier_for
from wegwijs.dossiers.imported import dossier_subjects
from wegwijs.dossiers.models import Dossier, State, Variant
from wegwijs.dossiers.queries import regisseurs_of
from wegwijs.exchange.duo.codes import ASYLUM, FAMILY
from wegwijs.exchange.duo.commands import record_facts
from wegwijs.exchange.duo.commands.look import Said, what_duo_says
from wegwijs.exchange.duo.mapping import Fact
from wegwijs.imports.kinds import Note, Refusal, Subject, Taken, given_in
from wegwijs.imports.models import ImportFile, ImportRow
from wegwijs.imports.persons import TWICE, check_identity, identities_of, look_up, person_of
from wegwijs.imports.values import read_bsn
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.people.models import Person, Source
from wegwijs.takeover.columns import COLUMNS
from wegwijs.takeover.comparing import compare
from wegwijs.takeover.reading import Case, read_case
from wegwijs.takeover.recording import Way, record_case, record_contact_facts
from wegwijs.takeover.trace import hanging_on
from wegwijs.takeover.undoing import before_row, take_back

P = Permission
# What taking over asks of the commands; whoever may take over may do this for the file's gemeente, through a file only.
_NEEDED = (
    P.DOSSIER_VIEW, P.DOSSIER_OPEN, P.DOSSIER_EDIT, P.OVERDRACHT_RECORD, P.INTAKE_RECORD, P.DUO_FACTS, P.ASSIGN,
    P.CASELOAD_TAKE_OVER,
)  # fmt: skip
_VARIANTS = {ASYLUM: Variant.ASIEL, FAMILY: Variant.GEZIN}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is the same for some rows together. ``said``: None where the gemeente has no link with DUO."""

    said: Said | None
    duo: Actor
    regisseurs: Sequence[Employee]


class _Caseload:
    """See ``imports.kinds.ImportKind``."""

    key = "dossiers"
    title = "Lopende dossiers overnemen"
    back = "takeover:new"
    back_label = "Dossiers overnemen"
    permission = P.CASELOAD_TAKE_OVER
    columns = COLUMNS
    rehearses = True
    undoes = True

    def check_mapping(self, chosen: Mapping[str, str]) -> None:
        """A number must say who a row is about."""
        check_identity(chosen)

    def acting(self, by: Actor, upload: ImportFile) -> Actor:
        """Who sent the file, named with the system that the facts come from, for this gemeente only."""
        return replace(
            by,
            label=f"{by.label} (overname uit {upload.origin})"[:160],
            permissions=dict.fromkeys(_NEEDED, frozenset({upload.gemeente_id})),
            sees_all=True,
            purpose="overname van lopende dossiers",
        )

    def identities(self, given: Mapping[str, str]) -> Iterable[str]:
        """One row a person."""
        return identities_of(given)

    def repeated(self, given: Mapping[str, str]) -> str:
        """The person."""
        return TWICE

    def ask_others(self, upload: ImportFile, given: Sequence[Mapping[str, str]]) -> Asked:
        """What DUO says of everyone with a BSN, where the gemeente has a link; and who is regisseur there."""
        bsns = [bsn for row in given if (bsn := _bsn(row))]
        return Asked(
            what_duo_says(upload.gemeente, bsns, seen=clock.today()),
            system_actor("duo", on=clock.today()),
            regisseurs_of(upload.gemeente_id),
        )

    def together(self) -> AbstractContextManager[None]:
        """Each row by itself."""
        return nullcontext()

    def take(self, upload: ImportFile, row: ImportRow, *, by: Actor, others: Asked) -> Taken:
        """Find or enter the person, find or open the dossier, record what the row says, compare the termijnen."""
        given = given_in(upload, row.cells)
        case = read_case(given)
        way = Way(upload.origin, upload.as_of, str(upload.pk), row.line)
        found = look_up(given)
        running = _running(found.person, upload.gemeente)
        before = before_row(running, found.person)
        with gathered(), derived_once():
            person, _ = person_of(
                found, given, by=by, source=Source.VORIG, as_of=upload.as_of, more=_more(case)
            )
            dossier, new = open_dossier_for(
                person,
                upload.gemeente,
                by=by,
                on=min(case.earliest or upload.as_of, upload.as_of),
                variant=_VARIANTS.get(case.indeling, Variant.ONBEKEND),
                reason=f"overgenomen uit {upload.origin}",
            )
            duo = others.said.get(found.bsn or "", "") if others.said is not None else None
            notes = list(_from_duo(dossier, duo, by=others.duo))
            notes += record_case(dossier, case, way, by=by, regisseurs=others.regisseurs)
            record_contact_facts(person, case, way, by=by)
        facts = duo if isinstance(duo, list) else None
        notes += compare(dossier, case, facts, on=clock.today())
        return Taken(dossier.pk, new, tuple(notes), lambda: {"before": before, "after": hanging_on(dossier)})

    def undo(self, upload: ImportFile, row: ImportRow, *, by: Actor) -> None:
        """Only while nobody worked on it since."""
        take_back(upload, row, by=by)

    def subjects(self, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Subject]:
        """The dossiers."""
        return dossier_subjects(actor, keys)


def _bsn(given: Mapping[str, str]) -> str | None:
    """None when there is none that can be right; ``take`` then says so."""
    try:
        return read_bsn(given.get("bsn", ""), "bsn")
    except Refusal:
        return None


def _running(person: Person | None, gemeente: Gemeente) -> Dossier | None:
    if person is None:
        return None
    rows = Dossier.objects.filter(person=person, gemeente=gemeente).exclude(state=State.GESLOTEN)
    return rows.select_related("regisseur").first()


def _more(case: Case) -> dict[str, object]:
    return {"phone": case.phone, "email": case.email, "interpreter_needed": bool(case.interpreter)}


def _from_duo(dossier: Dossier, said: list[Fact] | str | None, *, by: Actor) -> Iterable[Note]:
    """What DUO says now goes into the dossier as DUO's; the file's own facts come beside it."""
    if isinstance(said, list):
        record_facts(dossier, said, by=by)
        return ()
    return (Note("DUO", why=(said,)),) if said else ()


CASELOAD = _Caseload()
