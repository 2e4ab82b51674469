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
from wegwijs.documents.wording.sections import TITLES, Fault, Section, name_of, outdated, whole
from wegwijs.organisations.models import Organisation

State = Brieftekst.State


CANNOT = (
    "De brief kan nu niet worden gemaakt: de tekst van alinea ‘{paragraph}’ ({section}) past niet meer bij deze versie van Wegwijs. "
    "Vraag functioneel beheer die tekst te herstellen, bij Beheer, Teksten van brieven."
)
IN_ITS_PLACE = "**Deze alinea kan nu niet in de brief.** Functioneel beheer moet de tekst van ‘{paragraph}’ eerst herstellen."


def words_for(organisation: Organisation, *, on: date) -> Words:
    """The Dutch words with which this organisation writes letters on a day; what it never changed is version 1.

    A paragraph that was rewritten and that a release since fills in otherwise is in no letter: saying it raises DomainError.
    Neither the old words (something the law asks may lack) nor those of the application (nobody here chose them) will do.
    """
    return _with_versions(_established(organisation, on))


def words_to_show(organisation: Organisation, *, on: date) -> Words:
    """The same for a page: in the place of what no letter may hold stands that it can't."""
    return _shown(words_for(organisation, on=on))


def words_with(text: Brieftekst, *, on: date) -> Words:
    """The words of a day as they would be with this version, whatever its state; the other sections as in force. To show."""
    return _shown(_with_versions([*_established(text.organisation, on), text]))


def _established(organisation: Organisation, on: date) -> QuerySet[Brieftekst]:
    rows = Brieftekst.objects.filter(organisation=organisation, state=State.VASTGESTELD, valid_from__lte=on)
    return rows.order_by("valid_from", "number")


def _with_versions(rows: Iterable[Brieftekst]) -> Words:
    """The words of the application with those of the rows in place of theirs; a later row goes before an earlier one."""
    last = {row.section: row for row in rows}
    texts = {**DUTCH.texts, **{section: row.paragraphs for section, row in last.items()}}
    wrong = {
        (section, fault.key): CANNOT.format(paragraph=name_of(fault.key), section=TITLES[Section(section)])
        for section, row in last.items()
        for fault in outdated(Section(section), row.texts)
    }
    versions = {section: row.number for section, row in last.items()}
    return replace(DUTCH, texts=texts, versions=versions, outdated=wrong)


def _shown(words: Words) -> Words:
    texts = {section: dict(paragraphs) for section, paragraphs in words.texts.items()}
    for section, key in words.outdated:
        texts[section][key] = IN_ITS_PLACE.format(paragraph=name_of(key))
    return replace(words, texts=texts, outdated={})


def outdated_on(rows: Iterable[Brieftekst], today: date) -> list[tuple[Brieftekst, tuple[Fault, ...]]]:
    """Which of the rows are in force, or will be, and hold paragraphs that no letter may hold; the oldest day first."""
    known = list(rows)
    found = []
    for row in sorted(known, key=lambda r: (r.valid_from or today, r.number)):
        if row.state != State.VASTGESTELD or row.valid_from is None:
            continue
        current = in_force(known, Section(row.section), on=max(today, row.valid_from))
        wrong = outdated(Section(row.section), row.texts)
        if wrong and current and current.pk == row.pk:
            found.append((row, wrong))
    return found


def outdated_everywhere(today: date) -> list[str]:
    """For who runs the server: one line for each paragraph of each organisation that stops letters."""
    rows = Brieftekst.objects.filter(state=State.VASTGESTELD).select_related("organisation")
    of: dict[int, list[Brieftekst]] = {}
    for row in rows.order_by("organisation", "section", "number"):
        of.setdefault(row.organisation_id, []).append(row)
    return [
        f"{row.organisation.short}: {row}, alinea ‘{name_of(fault.key)}’: {fault.sentence}"
        for mine in of.values()
        for row, wrong in outdated_on(mine, today)
        for fault in wrong
    ]


def outdated_for(actor: Actor, today: date) -> int:
    """How many paragraphs wait for an actor who may change words; 0 for anybody else. One statement."""
    if not manages_texts(actor):
        return 0
    rows = Brieftekst.objects.filter(organisation=actor.organisation, state=State.VASTGESTELD)
    return sum(len(wrong) for _, wrong in outdated_on(rows, today))


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
