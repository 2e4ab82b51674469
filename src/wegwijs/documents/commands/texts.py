"""Change the words of letters: a draft, shown to a colleague, put in force by that colleague."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.documents.models import Brieftekst
from wegwijs.documents.queries.texts import in_force, manages_texts, paragraphs_on, texts_of
from wegwijs.documents.wording.sections import Section, differing, faults, name_of, outdated
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.organisations.models import Employee

State = Brieftekst.State
_NOT_NOW = {
    State.CONCEPT: "Deze versie is weer een concept. Ververs de pagina.",
    State.VOORGELEGD: "Deze versie is net voorgelegd en wacht op een collega. Kopieer wat u typte, maak er weer een concept van en "
    "bewaar het dan.",
    State.VASTGESTELD: "Deze versie is vastgesteld en blijft zoals zij is. Begin een nieuwe versie.",
    State.VERVALLEN: "Deze versie is vervallen. Begin een nieuwe versie.",
}


@transaction.atomic
def begin_text(section: Section, *, by: Actor) -> Brieftekst:
    """A draft that begins with the words of today. Raises DomainError while another version is in the making."""
    maker = _employee(by)
    rows = texts_of(by)
    if any(row.section == section and row.is_open for row in rows):
        raise DomainError("Er is al een nieuwe versie in de maak. Maak die af of laat haar vervallen.")
    now = in_force(rows, section, on=clock.today())
    number = max((row.number for row in rows if row.section == section), default=1) + 1
    try:
        with transaction.atomic():
            made = Brieftekst.objects.create(
                organisation=by.organisation,
                section=section,
                number=number,
                texts=differing(section, now.paragraphs) if now else {},
                made_by=maker,
                made_at=clock.now(),
            )
    except IntegrityError:
        raise DomainError("Een collega begon net aan een nieuwe versie. Ververs de pagina.") from None
    _note(made, by, "begonnen")
    return made


@transaction.atomic
def save_text(draft: Brieftekst, texts: Mapping[str, str], *, by: Actor, expected_version: int) -> None:
    """Keep what was typed where it differs from what the application brings, faults included: they are shown, and stop it
    only from being offered.

    Raises Conflict when a colleague saved since, DomainError when it is no draft any more.
    """
    current = _held(draft, by, State.CONCEPT)
    if current.version != expected_version:
        raise Conflict(
            "Een collega heeft deze teksten net gewijzigd.", theirs=current.paragraphs, version=current.version,
            what="De teksten zijn intussen gewijzigd",
        )  # fmt: skip
    typed = {key: words.strip() for key, words in texts.items()}
    current.texts = differing(Section(current.section), typed)
    current.made_by = _employee(by)
    _save(current, by, "gewijzigd")


@transaction.atomic
def offer_text(draft: Brieftekst, *, by: Actor, valid_from: date, why: str) -> None:
    """Ask a colleague to put it in force from a day on (inclusive).

    Raises DomainError with every fault in it, for a day before today, and when nothing was changed.
    """
    current = _held(draft, by, State.CONCEPT)
    section = Section(current.section)
    paragraphs = current.paragraphs
    wrong = faults(section, paragraphs)
    if wrong:
        first = wrong[0]
        raise DomainError(
            f"Deze teksten kunnen nog niet gelden. Alinea ‘{name_of(first.key)}’: {first.sentence}",
            field=first.key,
        )
    if valid_from < clock.today():
        raise DomainError("Deze dag is voorbij. Kies vandaag of later.", field="valid_from")
    if paragraphs_on(texts_of(by), section, on=valid_from) == paragraphs:
        raise DomainError("Er is niets veranderd. Wijzig eerst een alinea, of laat deze versie vervallen.")
    current.state, current.valid_from, current.why = State.VOORGELEGD, valid_from, why
    _save(current, by, "voorgelegd")


@transaction.atomic
def put_in_force(draft: Brieftekst, *, by: Actor, expected_version: int) -> None:
    """The second pair of eyes: letters are written with it from its day on.

    ``expected_version``: the version that was read. Raises NotAllowed for one's own words, DomainError when they
    changed since, when a release came in between that they don't fit, or when the day has passed.
    """
    current = _held(draft, by, State.VOORGELEGD)
    if current.made_by_id == _employee(by).pk:
        raise NotAllowed("U hebt deze teksten zelf gemaakt. Een collega van beheer stelt ze vast.")
    if current.version != expected_version:
        raise DomainError("Deze teksten zijn veranderd nadat u ze opende. Lees ze opnieuw.")
    if current.valid_from is None or current.valid_from < clock.today():
        raise DomainError("De dag waarop deze teksten zouden gelden is voorbij. Geef ze terug.")
    if wrong := outdated(Section(current.section), current.texts):
        raise DomainError(
            f"Deze teksten passen niet meer bij deze versie van Wegwijs. Alinea ‘{name_of(wrong[0].key)}’: {wrong[0].sentence} "
            "Maak er weer een concept van en verbeter dit."
        )
    current.state, current.decided_by, current.decided_at = State.VASTGESTELD, by.employee, clock.now()
    _save(current, by, "vastgesteld")


@transaction.atomic
def return_text(draft: Brieftekst, *, by: Actor) -> None:
    """Make it a draft again. Raises DomainError when it isn't offered."""
    current = _held(draft, by, State.VOORGELEGD)
    current.state, current.valid_from = State.CONCEPT, None
    _save(current, by, "teruggegeven")


@transaction.atomic
def drop_text(draft: Brieftekst, *, by: Actor) -> None:
    """It will not be used. Raises DomainError once it is in force: then make a newer one."""
    current = _held(draft, by, State.CONCEPT, State.VOORGELEGD)
    current.state = State.VERVALLEN
    _save(current, by, "vervallen")


def _employee(by: Actor) -> Employee:
    if not manages_texts(by) or by.employee is None:
        raise NotAllowed("Alleen functioneel beheer wijzigt de teksten van brieven.")
    return by.employee


def _held(draft: Brieftekst, by: Actor, *states: str) -> Brieftekst:
    _employee(by)
    current = Brieftekst.objects.select_for_update().get(pk=draft.pk)
    if current.organisation_id != by.organisation.pk:
        raise NotAllowed("Deze teksten zijn van een andere organisatie.")
    if current.state not in states:
        raise DomainError(_NOT_NOW[State(current.state)])
    return current


def _save(current: Brieftekst, by: Actor, what: str) -> None:
    current.version += 1
    current.save()
    _note(current, by, what)


def _note(text: Brieftekst, by: Actor, what: str) -> None:
    record(by=by, action=Action.CHANGE, kind="brieftekst", key=text.pk, detail=f"{text} {what}")
