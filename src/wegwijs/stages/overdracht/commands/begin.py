"""A dossier begins: of someone new, or of someone who is known already."""

from datetime import date
from uuid import UUID

from django.db import models, transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import open_dossier_for
from wegwijs.dossiers.kinds import Origin
from wegwijs.dossiers.models import Dossier, State, Variant
from wegwijs.dossiers.queries import visible
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente
from wegwijs.people.commands import PersonFacts, complete_person, create_person
from wegwijs.people.models import Person, Source
from wegwijs.people.queries import same_person_candidates
from wegwijs.stages.overdracht.commands.steps import record_koppeling


class Begin(models.TextChoices):
    """Why a dossier is opened by hand."""

    KOPPELING = "koppeling", "COA koppelde iemand aan de gemeente"
    KENNISGEVING = "kennisgeving", "DUO stuurde een kennisgeving op papier of in het portaal"
    VOORLOPER = "voorloper", "Voorloper: gesprekken beginnen voor de kennisgeving van DUO"


@transaction.atomic
def begin_dossier(
    facts: PersonFacts,
    gemeente: Gemeente,
    *,
    by: Actor,
    on: date,
    begin: Begin,
    variant: Variant = Variant.ONBEKEND,
    same_as: UUID | None = None,
    not_the_same: bool = False,
) -> tuple[Dossier, bool]:
    """Enter or find the person and open the dossier: (dossier, True), or the one that runs already with False.

    Raises PossibleDuplicate when the person may be known and neither ``same_as`` (the key of the known person) nor
    ``not_the_same`` was said; DomainError for a day ahead or a person that can't be right.
    """
    by.require(Permission.DOSSIER_OPEN, gemeente.code)
    source = Source.COA if begin == Begin.KOPPELING else Source.EIGEN
    if same_as:
        person = _known(facts, same_as, by=by, source=source, as_of=on)
    else:
        person = create_person(facts, by=by, source=source, as_of=on, not_the_same=not_the_same)
    dossier, new = open_dossier_for(
        person,
        gemeente,
        by=by,
        on=on,
        variant=variant,
        state=State.VOORLOPER if begin == Begin.VOORLOPER else State.OPEN,
        reason=begin.label,
        origin=Origin.COA if begin == Begin.KOPPELING else Origin.EIGEN,
    )
    if begin == Begin.KOPPELING:
        record_koppeling(dossier, by=by, on=on, location="")
    return dossier, new


def _known(facts: PersonFacts, pk: UUID, *, by: Actor, source: Source, as_of: date) -> Person:
    """The known person that was chosen, with what was missing. Raises DomainError when it may not be chosen."""
    found = same_person_candidates(
        bsn=facts.bsn,
        v_nummer=facts.v_nummer,
        voornamen=facts.voornamen,
        geslachtsnaam=facts.geslachtsnaam,
        birth=facts.birth,
    )
    chosen = next((c for c in found if c.person.pk == pk), None)
    if chosen is None or not (chosen.certain or visible(by).filter(person=pk).exists()):
        raise DomainError("Deze persoon kunt u niet kiezen. Vul het BSN of het v-nummer in.")
    complete_person(chosen.person, facts, by=by, source=source, as_of=as_of)
    return chosen.person
