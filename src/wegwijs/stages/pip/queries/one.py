"""Versions of a PIP, what is missing in them, what DUO said, and the lists of what must be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from wegwijs.access.models import RoleAssignment
from wegwijs.access.roles import PERMISSIONS, Permission
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis, TermijnRow
from wegwijs.dossiers.queries import timeline
from wegwijs.messages.models import OutboundMessage
from wegwijs.organisations.models import Employee, Organisation
from wegwijs.organisations.queries import body_columns
from wegwijs.stages.intake.queries import feiten, intake_of
from wegwijs.stages.pip import rules
from wegwijs.stages.pip.content import PARTS, content_of
from wegwijs.stages.pip.models import DECIDED, OPEN, Intrekking, Pip
from wegwijs.stages.pip.rules import Case
from wi2021.grondslag import Bevinding
from wi2021.intake import Toetsuitslag, check_intake


def versions(dossier: Dossier) -> QuerySet[Pip]:
    """Every version, newest first, with what belongs to it."""
    rows = Pip.objects.filter(dossier=dossier).order_by("-versie")
    return rows.select_related(
        "contact", "prepared_by", "offered_by", "established_by", "sent_by", "letter", "intrekking__letter",
        "intrekking__proposed_by", "intrekking__decided_by",
    ).prefetch_related(*PARTS)  # fmt: skip


def versions_with_body(dossier: Dossier, organisation: Organisation, *, on: date) -> QuerySet[Pip]:
    """The same, each with the columns that tell which body would decide on that day (``body_from``)."""
    return versions(dossier).annotate(**body_columns("dossier__gemeente", organisation, on=on))


def termijnen(dossier: Dossier) -> QuerySet[TermijnRow]:
    """The dates that a PIP must keep, and until when one may object, in order of their last day."""
    return TermijnRow.objects.filter(dossier=dossier, soort__in=["pip", "bezwaar"]).order_by("last_day")


def open_version(dossier: Dossier) -> Pip | None:
    """The version that is being made, if there is one."""
    return versions(dossier).filter(state__in=OPEN).first()


def current_pip(dossier: Dossier) -> Pip | None:
    """The PIP in force: the newest that was established and not annulled."""
    return versions(dossier).filter(state__in=DECIDED).first()


def withdrawal_of(pip: Pip) -> Intrekking | None:
    """The proposal or decision to withdraw this version, if there is one."""
    return getattr(pip, "intrekking", None)


def version_or_404(dossier: Dossier, versie: int) -> Pip:
    """One version of a dossier that was opened for the actor already. Raises Http404."""
    found = versions(dossier).filter(versie=versie).first()
    if found is None:
        raise Http404
    found.dossier = dossier
    return found


def case_of(dossier: Dossier, events: list[Gebeurtenis] | None = None) -> Case:
    """The facts that a PIP is checked against; ``events`` when the timeline was read already."""
    rows = list(timeline(dossier)) if events is None else events
    results = [e for e in rows if e.kind == Kind.DUO_TOETS_RESULTAAT]
    newest = max(results, key=lambda e: (e.on, e.pk), default=None)
    done = max((e for e in rows if e.kind == Kind.INTAKE_VOLTOOID), key=lambda e: e.pk, default=None)
    return Case(
        facts_of(dossier.gemeente_id, rows),
        Toetsuitslag(newest.payload["resultaat"]) if newest else None,
        in_absence=bool(done and done.payload.get("in_afwezigheid")),
    )


def findings(pip: Pip, *, on: date, case: Case | None = None) -> tuple[Bevinding, ...]:
    """What stands in the way of establishing this version on the day ``on``, or asks a judgement."""
    return rules.findings(content_of(pip), case or case_of(pip.dossier), on=on)


def intake_findings(pip: Pip, *, on: date) -> tuple[Bevinding, ...]:
    """What the intake lacks (INT-01 to INT-07); a new version of an own PIP asks no new intake.

    An own PIP may be of before Wegwijs; a version that was dropped or never made known is none.
    """
    if case_of(pip.dossier).facts.eigen_pip() is not None:
        return ()
    intake = intake_of(pip.dossier)
    return check_intake(feiten(pip.dossier, intake), on=on) if intake else ()


@dataclass(frozen=True, slots=True)
class DuoAnswer:
    """What DUO said of a version: ``stand`` is aanvaard, geweigerd or overgenomen."""

    stand: str
    antwoord: str
    on: date

    @property
    def refused(self) -> bool:
        """Whether something must be done about it."""
        return self.stand == "geweigerd"


def duo_key(pip: Pip) -> str:
    """How the keys of the messages to DUO about a version begin."""
    return f"pip:{pip.pk}:duo:"


def waits_for_duo(pip: Pip) -> bool:
    """Whether a message about this version still waits for DUO's answer."""
    return OutboundMessage.objects.filter(key__startswith=duo_key(pip), settled_at=None).exists()


def duo_answers(events: Iterable[Gebeurtenis]) -> dict[int, DuoAnswer]:
    """DUO's newest answer for each version."""
    found: dict[int, DuoAnswer] = {}
    for event in sorted((e for e in events if e.kind == Kind.PIP_BIJ_DUO), key=lambda e: e.pk):
        said = event.payload
        found[int(said["versie"])] = DuoAnswer(said["stand"], said.get("antwoord", ""), event.on)
    return found


@dataclass(frozen=True, slots=True)
class Back:
    """A letter that came back and was not sent again: ``about`` the pip or its intrekking.

    ``with_objection``: it holds a decision against which one may object.
    """

    letter: UUID
    about: str
    with_objection: bool
    on: date


def came_back(pip: Pip, events: Iterable[Gebeurtenis]) -> Back | None:
    """The newest letter of this version, or of its withdrawal, if the post brought it back."""
    rows = list(events)
    again = {
        e.payload.get("kopie_van"): e.payload.get("brief") for e in rows if e.kind == Kind.BRIEF_VERZONDEN
    }
    returned = {e.payload.get("brief"): e.on for e in rows if e.kind == Kind.BRIEF_RETOUR}
    withdrawal = withdrawal_of(pip)
    sent = withdrawal is not None and withdrawal.sent_on is not None
    newest = str(withdrawal.letter_id if withdrawal and sent else pip.letter_id)
    while newest in again:
        newest = str(again[newest])
    if newest not in returned:
        return None
    about = "intrekking" if sent else "pip"
    objection = withdrawal.is_own_decision if withdrawal and sent else True
    return Back(UUID(newest), about, objection, returned[newest])


def pip_by_id(pk: UUID) -> Pip:
    """One version with what belongs to it, for commands."""
    return (
        Pip.objects.select_related(
            "dossier__person",
            "dossier__gemeente",
            "dossier__regisseur",
            "contact",
            "prepared_by",
            "letter",
            "intrekking",
        )
        .prefetch_related(*PARTS)
        .get(pk=pk)
    )


def colleagues(organisation: Organisation, *, on: date) -> dict[str, Employee]:
    """Who can be named as contact person: everyone in service on that day who sees dossiers then, by key, in order of name."""
    then = Q(valid_to=None) | Q(valid_to__gte=on)
    seeing = [role for role, permissions in PERMISSIONS.items() if Permission.DOSSIER_VIEW in permissions]
    holders = RoleAssignment.objects.filter(then, role__in=seeing, valid_from__lte=on).values("employee")
    rows = Employee.objects.filter(then, organisation=organisation, valid_from__lte=on, pk__in=holders)
    return {str(row.pk): row for row in rows.order_by("name")}


def stored_version(pip: Pip) -> int:
    """The counter of the row as it is now, for whoever saves over a colleague's change after seeing it."""
    return Pip.objects.values_list("version", flat=True).get(pk=pip.pk)
