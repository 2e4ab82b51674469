"""Enter and correct persons. Nothing is overwritten silently: a version is compared first."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.errors import Conflict, DomainError
from wegwijs.people.commands.search_words import keep_search_words
from wegwijs.people.doubles import note_two_numbers
from wegwijs.people.models import Person, Samenvoeging, Source
from wegwijs.people.names import UNNAMED, tidy
from wegwijs.people.queries import Candidate, by_numbers, is_taken, same_person_candidates
from wegwijs.rowsecurity.scope import hold, widened
from wegwijs.ui.format import masked_bsn
from wegwijs.ui.partial_date import PartialDate

NO_NUMBER = "Vul een BSN of een v-nummer in. Eén van de twee is genoeg."


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is entered about a person; BSN, v-nummer or both. Empty voornamen: someone with one name."""

    geslachtsnaam: str
    birth: PartialDate
    bsn: str | None = None
    v_nummer: str | None = None
    voornamen: str = ""
    voorvoegsel: str = ""
    sex: str = Person.Sex.ONBEKEND
    phone: str = ""
    email: str = ""
    protected: bool = False
    safe_contact: str = ""
    contact_safely: bool = False
    interpreter_needed: bool = False

    def __post_init__(self) -> None:
        for part in ("voornamen", "voorvoegsel", "geslachtsnaam"):
            object.__setattr__(self, part, tidy(getattr(self, part)))


class PossibleDuplicate(DomainError):
    """We may know this person already: the user chooses whom to link, or says that it is someone else."""

    def __init__(self, candidates: list[Candidate]) -> None:
        super().__init__(
            "Deze persoon staat misschien al in Wegwijs. Kies hieronder of het om dezelfde persoon gaat."
        )
        self.candidates = candidates


@transaction.atomic
def create_person(
    facts: PersonFacts, *, by: Actor, source: Source, as_of: date, not_the_same: bool = False
) -> Person:
    """Enter a person. Raises PossibleDuplicate when someone like this is known and ``not_the_same`` wasn't said.

    Raises DomainError for a birth date in the future, no number at all, or a BSN that another person has.
    """
    check_person(facts)
    candidates = same_person_candidates(
        bsn=facts.bsn,
        v_nummer=facts.v_nummer,
        voornamen=facts.voornamen,
        geslachtsnaam=facts.geslachtsnaam,
        birth=facts.birth,
    )
    if any(c.certain for c in candidates) or (candidates and not not_the_same):
        raise PossibleDuplicate(candidates)
    person = Person(source=source, as_of=as_of)
    _apply(person, facts)
    hold(person.pk)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        # A colleague entered the same number in the same second.
        raise PossibleDuplicate(_numbered_alike(facts)) from None
    keep_search_words(person, fresh=True)
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="ingevoerd")
    return person


def check_person(facts: PersonFacts) -> None:
    """Raises DomainError, naming the field, when the facts can't be right."""
    if not facts.bsn and not facts.v_nummer:
        raise DomainError(NO_NUMBER, field="bsn")
    if facts.birth.earliest() > clock.today():
        raise DomainError("De geboortedatum ligt in de toekomst. Verbeter de geboortedatum.", field="birth")
    if not facts.geslachtsnaam:
        raise DomainError("Vul een achternaam in, of de ene naam die iemand heeft.", field="geslachtsnaam")


def _apply(person: Person, facts: PersonFacts) -> None:
    values = asdict(facts)
    values.pop("birth")
    for name, value in values.items():
        setattr(person, name, value)
    person.bsn, person.v_nummer = facts.bsn or None, facts.v_nummer or None
    person.birth_year = facts.birth.year
    person.birth_month, person.birth_day = facts.birth.month or 0, facts.birth.day or 0
    person.refresh_sort_key()


@transaction.atomic
def update_person(
    person: Person, facts: PersonFacts, *, by: Actor, expected_version: int, source: Source, as_of: date
) -> Person:
    """Correct a person. Raises Conflict when someone else changed the row since ``expected_version``.

    Raises PossibleDuplicate when another person has this BSN or v-nummer: the two may have to be merged.
    """
    check_person(facts)
    current = Person.objects.select_for_update().get(pk=person.pk)
    if current.version != expected_version:
        raise Conflict(
            "Een collega heeft deze gegevens net gewijzigd.",
            theirs=person_words(current),
            version=current.version,
            what="Persoonsgegevens",
        )
    others = [c for c in _numbered_alike(facts) if c.person.pk != person.pk]
    if others:
        raise PossibleDuplicate(others)
    with widened():
        holder = _holder(current, facts.v_nummer)
    replaced = current.v_nummer
    _apply(current, facts)
    current.source, current.as_of = source, as_of
    current.version += 1
    current.save()
    if holder:
        with widened():
            _came_home(current, holder, replaced)
    keep_search_words(current)
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="gewijzigd")
    return current


def _holder(person: Person, v_nummer: str | None) -> Person | None:
    """The double of this person with whom the number stayed, if one did; there it is taken off, for the person gets it."""
    if not v_nummer:
        return None
    holder = Person.objects.select_for_update().filter(v_nummer=v_nummer).exclude(pk=person.pk).first()
    if holder:
        Person.objects.filter(pk=holder.pk).update(v_nummer=None)
    return holder


def _came_home(person: Person, holder: Person, replaced: str | None) -> None:
    """The double keeps the number that was replaced, so that it is still found, and the merge knows that they changed places."""
    Person.objects.filter(pk=holder.pk).update(v_nummer=replaced)
    standing = Samenvoeging.objects.select_for_update().filter(undone_at=None)
    merge = standing.get(dropped=holder)
    while merge.kept_id != person.pk:
        merge = standing.get(dropped=merge.kept_id)
    changed: list[str] = merge.trace.setdefault("home", [])
    if changed[-1:] == [str(holder.pk)]:
        changed.pop()
    else:
        changed.append(str(holder.pk))
    merge.save(update_fields=["trace"])


def _numbered_alike(facts: PersonFacts) -> list[Candidate]:
    found = same_person_candidates(
        bsn=facts.bsn,
        v_nummer=facts.v_nummer,
        voornamen=facts.voornamen,
        geslachtsnaam=facts.geslachtsnaam,
        birth=facts.birth,
    )
    return [candidate for candidate in found if candidate.certain]


def person_words(person: Person) -> dict[str, str]:
    """A person's facts as words, for a comparison of two versions; the BSN masked."""
    return {
        "bsn": masked_bsn(person.bsn or ""),
        "v_nummer": person.v_nummer or "",
        "voornamen": person.voornamen,
        "voorvoegsel": person.voorvoegsel,
        "geslachtsnaam": person.geslachtsnaam,
        "birth": str(person.birth),
        "sex": person.get_sex_display(),
        "phone": person.phone,
        "email": person.email,
        "protected": "ja" if person.protected else "nee",
        "safe_contact": person.safe_contact,
        "contact_safely": "ja" if person.contact_safely else "nee",
    }


@transaction.atomic
def person_from_numbers(
    *, bsn: str | None, v_nummer: str | None, by: Actor, source: Source, as_of: date
) -> Person:
    """The person with these numbers; a number that was missing is added, and an unknown person is entered by number only.

    When BSN and v-nummer belong to two persons, the one with the BSN is taken, and the pair is noted: merging is a human act.
    """
    known = by_numbers(bsn=bsn, v_nummer=v_nummer)
    if known is None:
        person = Person(bsn=bsn, v_nummer=v_nummer, geslachtsnaam=UNNAMED, source=source, as_of=as_of)
        person.refresh_sort_key()
        hold(person.pk)
        person.save()
        keep_search_words(person, fresh=True)
        record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="ingevoerd")
        return person
    complete_numbers(known, bsn=bsn, v_nummer=v_nummer, by=by)
    if bsn and v_nummer and known.v_nummer != v_nummer:
        note_two_numbers(known, v_nummer)
    return known


def complete_numbers(person: Person, *, bsn: str | None, v_nummer: str | None, by: Actor) -> None:
    """Add a number that a person lacked; one that is known, or that someone else has, is left alone."""
    added = []
    for name, value in (("bsn", bsn), ("v_nummer", v_nummer)):
        if value and not getattr(person, name) and not is_taken(name, value):
            setattr(person, name, value)
            added.append(name)
    if added:
        person.version += 1
        person.save(update_fields=[*added, "version"])
        record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="nummer aangevuld")


@transaction.atomic
def complete_person(person: Person, facts: PersonFacts, *, by: Actor, source: Source, as_of: date) -> None:
    """Add what was missing: a number, and name, birth date and sex of someone of whom only a number came in.

    What is known already is left alone. Raises DomainError for facts that can't be right.
    """
    complete_numbers(person, bsn=facts.bsn, v_nummer=facts.v_nummer, by=by)
    if person.geslachtsnaam != UNNAMED or not facts.geslachtsnaam:
        return
    check_person(facts)
    person.geslachtsnaam, person.voornamen = facts.geslachtsnaam, facts.voornamen
    person.voorvoegsel, person.sex = facts.voorvoegsel, facts.sex
    person.birth_year = facts.birth.year
    person.birth_month, person.birth_day = facts.birth.month or 0, facts.birth.day or 0
    person.source, person.as_of = source, as_of
    person.refresh_sort_key()
    person.version += 1
    person.save()
    keep_search_words(person)
    record(by=by, action=Action.CHANGE, kind="persoon", key=person.pk, detail="naam aangevuld")
