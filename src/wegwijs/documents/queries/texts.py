"""The words in force on a day, and the versions that functional management works on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.models import Brieftekst
from wegwijs.documents.wording import DUTCH, Words
from wegwijs.documents.wording.sections import Section, whole
from wegwijs.organisations.models import Organisation

State = Brieftekst.State


def words_for(organisation: Organisation, *, on: date) -> Words:
    """The Dutch words with which this organisation writes letters on a day; what it never changed is version 1."""
    return _with_versions(_established(organisation, on))


def words_with(text: Brieftekst, *, on: date) -> Words:
    """The words of a day as they would be with this version, whatever its state; the other sections as in force."""
    return _with_versions([*_established(text.organisation, on), text])


def _established(organisation: Organisation, on: date) -> QuerySet[Brieftekst]:
    rows = Brieftekst.objects.filter(organisation=organisation, state=State.VASTGESTELD, valid_from__lte=on)
    return rows.order_by("valid_from", "number")


def _with_versions(rows: Iterable[Brieftekst]) -> Words:
    """The words of the application with those of the rows in place of theirs; a later row goes before an earlier one."""
    texts = dict(DUTCH.texts)
    versions: dict[str, int] = {}
    for row in rows:
        texts[row.section] = row.paragraphs
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


def paragraphs_on(rows: Iterable[Brieftekst], section: Section, *, on: date) -> dict[str, str]:
    """Every paragraph of a section as it is in force on a day, among these rows."""
    found = in_force(rows, section, on=on)
    return found.paragraphs if found else whole(section, {})


def overtaken_by(text: Brieftekst, rows: Iterable[Brieftekst], today: date) -> Brieftekst | None:
    """The first version that is established for a later day than this one begins (or could: today), and then replaces it."""
    begins = text.valid_from or today
    later = [
        r for r in rows
        if r.section == text.section and r.pk != text.pk and r.state == State.VASTGESTELD
        and r.valid_from and r.valid_from > begins
    ]  # fmt: skip
    return min(later, key=lambda r: (r.valid_from, -r.number), default=None)


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
