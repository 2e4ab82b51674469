"""Referrals: of a dossier for whoever may refer, and the running ones to an organisation for its own people."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Organisation, OrganisationKind
from wegwijs.people.models import Person
from wegwijs.people.queries import address_on, is_secret_home, is_shielded
from wegwijs.rowsecurity.scope import widened
from wegwijs.stages.begeleiding.models import Gegeven, Verwijzing

PAGE = 50


def sent_from(dossier: Dossier) -> list[Verwijzing]:
    """Every referral of a dossier that the caller opened, newest first. One statement."""
    return list(Verwijzing.objects.filter(dossier=dossier).select_related("organisation"))


def sent_or_404(dossier: Dossier, pk: UUID) -> Verwijzing:
    """One of them. Raises Http404."""
    found = Verwijzing.objects.filter(dossier=dossier, pk=pk).select_related("organisation").first()
    if found is None:
        raise Http404
    return found


def received(actor: Actor) -> QuerySet[Verwijzing]:
    """The running referrals to the actor's own organisation, the longest waiting first; never with their dossier."""
    return Verwijzing.objects.filter(
        organisation=actor.organisation, gemeente__in=actor.gemeenten(Permission.REFERRAL_RECEIVE), shown=True
    ).order_by("sent_on", "pk")


def new_for(actor: Actor) -> int:
    """How many referrals nobody of the actor's organisation answered yet."""
    return received(actor).filter(state=Verwijzing.State.VERSTUURD).count()


def received_or_404(actor: Actor, pk: UUID, *, page: str) -> Verwijzing:
    """One of them, with the audit row that its dossier was looked at. Raises Http404: also when it is over."""
    found = received(actor).filter(pk=pk).select_related("organisation").first()
    if found is None:
        raise Http404
    record(
        by=actor,
        action=Action.VIEW,
        kind="dossier",
        key=found.dossier_id,
        gemeente=found.gemeente_id,
        detail=page,
    )
    return found


def withheld(referral: Verwijzing) -> frozenset[str]:
    """Groups that were told and have become unsafe to show since: an address that is secret now, a contact that is risky.

    The receiver sees no person, so this looks past the wall; what it answers is which groups to leave out.
    """
    risky = {Gegeven.ADRES.value, Gegeven.TELEFOON.value} & set(referral.groups)
    if not risky:
        return frozenset()
    with widened():
        person = Dossier.objects.select_related("person").get(pk=referral.dossier_id).person
        if person.contact_safely:
            return frozenset(risky)
        if Gegeven.ADRES in risky and not may_tell_address(person, told_on=referral.sent_on):
            return frozenset({Gegeven.ADRES.value})
    return frozenset()


def may_tell_address(person: Person, *, told_on: date) -> bool:
    """Whether the address that holds on a day is neither secret nor leads to a home that must stay secret."""
    row = address_on(person, told_on)
    today = clock.today()
    return not is_shielded(person, today) and (row is None or not is_secret_home(row, today))


def receivers_for(dossier: Dossier) -> list[Organisation]:
    """Wijkteams and Buurtwerk that work for the dossier's gemeente, by name."""
    found = Organisation.objects.filter(kind=OrganisationKind.WIJKTEAM, gemeenten=dossier.gemeente_id)
    return list(found.order_by("name"))
