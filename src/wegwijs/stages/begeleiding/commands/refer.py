"""Refer somebody: what would be told first, then exactly that is sent."""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Organisation, OrganisationKind
from wegwijs.organisations.queries import gemeenten_served
from wegwijs.people.numbers import holds_bsn
from wegwijs.stages.begeleiding.models import Gegeven, Grondslag, Verwijzing
from wegwijs.stages.begeleiding.queries.referrals import may_tell_address
from wegwijs.stages.begeleiding.snapshot import shared

Group = Gegeven
NO_GROUND = "Zonder toestemming of wettelijke grond mag u niets delen. Kies waarop deze verwijzing rust."


@dataclass(frozen=True, slots=True)
class Wish:
    """To whom, why, on which ground, and what may be told. ``consent_on`` and ``consent_way`` belong to consent only."""

    organisation: Organisation
    reason: str
    question: str
    basis: str
    groups: tuple[str, ...]
    consent_on: date | None = None
    consent_way: str = ""


def prepared(dossier: Dossier, wish: Wish, *, by: Actor, on: date) -> Verwijzing:
    """The referral as it would be sent on the day ``on``, not kept yet: its page is the preview.

    Raises NotAllowed without the right to refer there, and DomainError that names the field: no ground, consent without
    its day or way, a receiver that doesn't work for the gemeente, a BSN in the question, data that must stay secret.
    """
    by.require(Permission.REFERRAL_SEND, dossier.gemeente_id)
    if not dossier.is_open:
        raise DomainError("Dit dossier is gesloten. Verwijzen kan alleen vanuit een open dossier.")
    _check_receiver(dossier, wish, on)
    _check_ground(wish, on)
    _check_told(dossier, wish, on)
    consents = wish.basis == Grondslag.TOESTEMMING
    return Verwijzing(
        dossier=dossier, gemeente=dossier.gemeente, organisation=wish.organisation, reason=wish.reason,
        question=wish.question.strip(), basis=wish.basis, consent_on=wish.consent_on if consents else None,
        consent_way=wish.consent_way if consents else "", groups=[group for group in Group if group in wish.groups],
        shared=shared(dossier, wish.groups, by=by, on=on), sent_on=on, sent_by=by.user, sent_label=by.label,
    )  # fmt: skip


def mark(referral: Verwijzing) -> str:
    """Changes when what the receiver would read does."""
    said = [referral.organisation_id, referral.reason, referral.question, referral.shared]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def refer(dossier: Dossier, wish: Wish, *, seen: str, by: Actor, on: date) -> Verwijzing:
    """Send it. ``seen`` is the ``mark`` of the preview that somebody looked at.

    Raises what ``prepared`` raises, and DomainError when what would be told is not what was seen.
    """
    made = prepared(dossier, wish, by=by, on=on)
    if mark(made) != seen:
        raise DomainError("De gegevens zijn intussen veranderd. Bekijk opnieuw wat de ontvanger ziet.")
    made.save(force_insert=True)
    record_event(
        dossier,
        Kind.VERWIJZING,
        by=by,
        on=on,
        payload={"verwijzing": str(made.pk), "aan": wish.organisation.short},
        summary=f"aan {wish.organisation.name}",
    )
    return made


def _check_receiver(dossier: Dossier, wish: Wish, on: date) -> None:
    to = wish.organisation
    if to.kind != OrganisationKind.WIJKTEAM:
        raise DomainError(f"{to.name} is geen wijkteam of buurtwerk. Kies een ander.", field="organisation")
    ended = to.valid_to is not None and to.valid_to < on
    if ended or dossier.gemeente_id not in gemeenten_served(to, on=on):
        raise DomainError(
            f"{to.name} werkt niet voor {dossier.gemeente}. Kies een wijkteam van {dossier.gemeente}.",
            field="organisation",
        )
    if Verwijzing.objects.filter(dossier=dossier, organisation=to, shown=True).exists():
        raise DomainError(
            f"Er loopt al een verwijzing naar {to.name}. Wacht op het antwoord of stop die eerst.",
            field="organisation",
        )


def _check_ground(wish: Wish, on: date) -> None:
    if wish.basis not in Grondslag:
        raise DomainError(NO_GROUND, field="basis")
    if wish.basis != Grondslag.TOESTEMMING:
        return
    if wish.consent_on is None or wish.consent_on > min(on, clock.today()):
        raise DomainError("Vul in op welke dag de inburgeraar toestemming gaf.", field="consent_on")
    if not wish.consent_way:
        raise DomainError("Kies hoe de inburgeraar toestemming gaf.", field="consent_way")


def _check_told(dossier: Dossier, wish: Wish, on: date) -> None:
    if holds_bsn(wish.question):
        raise DomainError(
            "In de vraag staat een nummer dat een BSN kan zijn. Een wijkteam mag dat niet krijgen. Haal het weg.",
            field="question",
        )
    chosen = set(wish.groups)
    if Group.NAAM not in chosen:
        raise DomainError(
            "Zonder naam weet de ontvanger niet om wie het gaat. Kies de naam ook.", field="told"
        )
    if dossier.person.contact_safely and chosen & {Group.ADRES, Group.TELEFOON}:
        raise DomainError(
            "Contact met deze persoon gaat alleen via het veilige contact. Deel geen adres of telefoonnummer.",
            field="told",
        )
    if Group.ADRES in chosen and not may_tell_address(dossier.person, told_on=on):
        raise DomainError(
            "Dit adres is beschermd, of van een ander die beschermd is. Deel het niet.", field="told"
        )
