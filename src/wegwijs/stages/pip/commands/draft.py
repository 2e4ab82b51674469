"""Make a version, work on it, and put it forward."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Max

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands import drop_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.organisations.models import Employee
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.commands.common import acting, locked, must_be_open, refuse
from wegwijs.stages.pip.content import COLUMNS, PARTS, PipContent, content_of
from wegwijs.stages.pip.models import Doel, Pip, Pwbesluit, State
from wegwijs.stages.pip.prefill import prefilled, with_wish


@transaction.atomic
def draft_pip(dossier: Dossier, *, by: Actor, on: date) -> Pip:
    """Begin a version where none is in force: with what the intake and local policy say, or as the withdrawn one was.

    Raises DomainError when a version is being made already, or a PIP is in force (then revise it).
    """
    employee = acting(by, Permission.PIP_DRAFT, dossier.gemeente_id)
    running = _none_open(dossier)
    if running:
        raise DomainError(f"Versie {running.versie} is {running.get_state_display()}. Werk daarin verder.")
    if queries.current_pip(dossier):
        raise DomainError("Er geldt al een PIP. Maak een nieuwe versie om het te wijzigen.")
    before = queries.versions(dossier).exclude(sent_on=None).first()
    content = _anew(content_of(before)) if before else prefilled(dossier, on=on)
    return _begin(dossier, content, employee, by=by, on=on)


def _anew(content: PipContent) -> PipContent:
    """The same plan, without what was said about the change that led to it."""
    said = {
        "wisselgrond": "",
        "wisselmotief": "",
        "oordeel": "",
        "afschaal_uren": None,
        "afschaal_inspanning": False,
    }
    return replace(content, **said)  # type: ignore[arg-type]


@transaction.atomic
def revise_pip(dossier: Dossier, *, by: Actor, on: date) -> Pip:
    """Begin a new version with the content of the PIP in force; the termijn stays (Bi 5.3(6); Wi 11(3)).

    Raises DomainError when no PIP is in force, or a version is being made already.
    """
    employee = acting(by, Permission.PIP_DRAFT, dossier.gemeente_id)
    running = _none_open(dossier)
    if running:
        raise DomainError(f"Versie {running.versie} is {running.get_state_display()}. Werk daarin verder.")
    before = queries.current_pip(dossier)
    if before is None:
        raise DomainError("Er geldt nog geen PIP. Stel eerst een PIP op.")
    return _begin(dossier, _anew(content_of(before)), employee, by=by, on=on)


def _none_open(dossier: Dossier) -> Pip | None:
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    if not dossier.is_open:
        must_be_open(dossier)
    return queries.open_version(dossier)


def _begin(dossier: Dossier, content: PipContent, employee: Employee, *, by: Actor, on: date) -> Pip:
    last = Pip.objects.filter(dossier=dossier).aggregate(last=Max("versie"))["last"] or 0
    pip = Pip(dossier=dossier, versie=last + 1, prepared_by=employee, prepared_on=on)
    _write(pip, content)
    record_event(
        dossier,
        Kind.PIP_CONCEPT,
        by=by,
        on=on,
        payload={"versie": pip.versie},
        summary=f"versie {pip.versie}",
    )
    return pip


def _write(pip: Pip, content: PipContent) -> None:
    for name in COLUMNS:
        value = getattr(content, name)
        setattr(pip, name, list(value) if isinstance(value, tuple) else value)
    pip.save()
    for part in PARTS:
        getattr(pip, part).all().delete()
    Doel.objects.bulk_create(
        Doel(pip=pip, leefgebied=d.leefgebied, sleutel=d.sleutel, tekst=d.tekst) for d in content.doelen
    )
    Pwbesluit.objects.bulk_create(
        Pwbesluit(pip=pip, soort=b.soort, kenmerk=b.kenmerk, datum=b.datum) for b in content.pw_besluiten
    )


@transaction.atomic
def save_draft(pip: Pip, content: PipContent, *, by: Actor, on: date, expected_version: int) -> Pip:
    """Replace the content of a draft; nothing is checked yet but what can't be stored.

    Raises Conflict when someone else saved since ``expected_version``, DomainError for a goal that stands twice,
    a date that lies before ``on``, or a version that is no draft (any more).
    """
    employee = acting(by, Permission.PIP_DRAFT, pip.dossier.gemeente_id)
    current = locked(pip, State.CONCEPT)
    if current.version != expected_version:
        raise Conflict(
            "Een collega heeft dit PIP net gewijzigd.",
            theirs=differences(content, content_of(current)),
            version=current.version,
            what=f"PIP versie {current.versie}",
        )
    _storable(content, on)
    current.version += 1
    current.prepared_by, current.prepared_on = employee, on
    _write(current, with_wish(content, current.dossier))
    record(
        by=by, action=Action.CHANGE, kind="dossier", key=current.dossier_id, gemeente=current.dossier.gemeente_id,
        detail=f"concept-PIP versie {current.versie}",
    )  # fmt: skip
    return queries.pip_by_id(current.pk)


def differences(mine: PipContent, theirs: PipContent) -> dict[str, str]:
    """The fields in which the stored content differs, with its value in words."""
    return {
        name: words(getattr(theirs, name))
        for name in (*COLUMNS, *PARTS)
        if getattr(mine, name) != getattr(theirs, name)
    }


def words(value: object) -> str:
    """A stored value as a page shows it beside another."""
    if isinstance(value, tuple):
        return "; ".join(words(getattr(row, "tekst", getattr(row, "kenmerk", row))) for row in value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else str(value)


def _storable(content: PipContent, on: date) -> None:
    texts = [d.tekst for d in content.doelen]
    if len(set(texts)) < len(texts):
        raise DomainError("Een doel staat twee keer in het plan. Haal er één weg.", field="doelen")
    if any(b.datum > on for b in content.pw_besluiten):
        raise DomainError(
            "De datum van een besluit van de Participatiewet ligt in de toekomst. Verbeter de datum.",
            field="pw_besluiten",
        )


@transaction.atomic
def offer_pip(pip: Pip, *, by: Actor, on: date, version: int | None = None) -> Pip:
    """Put a draft forward to be established. Raises Refused with every finding of the law that still blocks.

    ``version``: the row's counter of what the actor saved. Raises Stale when a colleague saved after that.
    """
    employee = acting(by, Permission.PIP_DRAFT, pip.dossier.gemeente_id)
    current = locked(pip, State.CONCEPT, version=version)
    must_be_open(current.dossier)
    refuse((*queries.findings(current, on=on), *queries.intake_findings(current, on=on)))
    current.state, current.offered_by, current.offered_on = State.AANGEBODEN, employee, on
    current.returned_reason = ""
    current.version += 1
    current.save()
    record_event(
        current.dossier, Kind.PIP_AANGEBODEN, by=by, on=on, payload={"versie": current.versie},
        summary=f"versie {current.versie}",
    )  # fmt: skip
    drop_task(current.dossier, "pip:terug", by=by, on=on)
    return current
