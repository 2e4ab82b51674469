"""The words in force on a day, and the versions that functional management works on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.models import Brieftekst
from wegwijs.documents.wording import DUTCH, Words
from wegwijs.documents.wording.sections import Section
from wegwijs.organisations.models import Organisation

State = Brieftekst.State


def words_for(organisation: Organisation, *, on: date) -> Words:
    """The Dutch words with which this organisation writes letters on a day; what it never changed is version 1."""
    rows = Brieftekst.objects.filter(
        organisation=organisation, state=State.VASTGESTELD, valid_from__lte=on
    ).order_by("valid_from", "number")
    return with_versions(rows)


def with_versions(rows: Iterable[Brieftekst]) -> Words:
    """The words of the application with those of the rows in place of theirs; a later row goes before an earlier one."""
    texts = {section: dict(keys) for section, keys in DUTCH.texts.items()}
    versions: dict[str, int] = {}
    for row in rows:
        texts[row.section] = {**DUTCH.texts[row.section], **row.texts}
        versions[row.section] = row.number
    return replace(DUTCH, texts=texts, versions=versions)


def in_force(rows: Iterable[Brieftekst], section: Section, *, on: date) -> Brieftekst | None:
    """Which of the rows is in force for a section on a day; None: version 1, of the application."""
    found = [r for r in rows if r.section == section and r.state == State.VASTGESTELD and r.valid_from]
    return max(
        (r for r in found if r.valid_from and r.valid_from <= on),
        key=lambda r: (r.valid_from, r.number),
        default=None,
    )


def manages_texts(actor: Actor) -> bool:
    """Whether the actor may change words: functional management of an organisation that writes letters."""
    return actor.may(Permission.SETTINGS_VIEW) and actor.sees_all


def texts_of(actor: Actor) -> list[Brieftekst]:
    """Every version of the actor's organisation, newest first within a section. Raises Http404 without the right."""
    if not manages_texts(actor):
        raise Http404
    rows = Brieftekst.objects.filter(organisation=actor.organisation).select_related("made_by", "decided_by")
    return list(rows.order_by("section", "-number"))


def text_or_404(actor: Actor, pk: UUID) -> Brieftekst:
    """One version of the actor's organisation. Raises Http404."""
    if not manages_texts(actor):
        raise Http404
    rows = Brieftekst.objects.filter(organisation=actor.organisation).select_related("made_by", "decided_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
