"""Whom is paid, and on which account number: asked by one, confirmed by another, used a day later."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.organisations.policy import PolicyKey, policy
from wegwijs.stages.ontzorgen.commands.alone import alone
from wegwijs.stages.ontzorgen.commands.drops import drop_of_payee
from wegwijs.stages.ontzorgen.commands.telling import ask_to_tell, task_key
from wegwijs.stages.ontzorgen.files import bank
from wegwijs.stages.ontzorgen.models import NameCheck, Payee, PayeeChange, StaffAccount
from wegwijs.stages.ontzorgen.queries.payees import fingerprint, whose_staff

EDIT, RELEASE = Permission.MONEY_EDIT, Permission.MONEY_RELEASE
KIND = "begunstigde"
# So much is said about where a number comes from when the bank says that the name is another.
REASON = 20


@dataclass(frozen=True, slots=True)
class PayeeFacts:
    """Who is paid. ``dossier``: whose own account it is, with the kind CLIENT only."""

    gemeente: Gemeente
    kind: Payee.Kind
    name: str
    dossier: Dossier | None = None


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """An account number, what the bank said of the name, and where the number comes from."""

    iban: str
    name_check: NameCheck
    source: str


def employee_of(by: Actor) -> Employee:
    """Who handles money. Raises NotAllowed for a system."""
    if by.employee is None:
        raise NotAllowed("Betalingen behandelt een medewerker.")
    return by.employee


@transaction.atomic
def add_payee(facts: PayeeFacts, *, by: Actor) -> Payee:
    """Raises NotAllowed; DomainError for an own account without a person, or one that is there already."""
    by.require(EDIT, facts.gemeente.pk)
    employee_of(by)
    own = facts.kind == Payee.Kind.CLIENT
    if own and facts.dossier is None:
        raise DomainError("Vul het dossiernummer in van wie deze rekening is.", field="dossier")
    if not own and facts.dossier is not None:
        raise DomainError("Alleen de eigen rekening van een cliënt hoort bij een dossier. Laat het dossier leeg.", field="dossier")  # fmt: skip
    if facts.dossier and facts.dossier.gemeente_id != facts.gemeente.pk:
        raise DomainError(f"Dit dossier is van {facts.dossier.gemeente}. Kies die gemeente.", field="gemeente")  # fmt: skip
    if own:
        alone(f"eigen rekening:{facts.dossier}")
    if own and Payee.objects.filter(dossier=facts.dossier, kind=facts.kind).exists():
        raise DomainError("De eigen rekening van deze cliënt is er al. Vraag daar een ander nummer aan.", field="dossier")  # fmt: skip
    made = Payee.objects.create(
        gemeente=facts.gemeente, dossier=facts.dossier, kind=facts.kind, name=facts.name, label=by.label, made_at=clock.now()
    )  # fmt: skip
    noted(made, "ontvanger gemaakt", by=by)
    return made


@transaction.atomic
def ask_number(payee: Payee, facts: NumberFacts, *, by: Actor) -> PayeeChange:
    """Ask for an account number; another confirms. Raises NotAllowed; DomainError for a number that can't be, one that is in use or
    waits already, and a name that doesn't agree without a reason."""
    by.require(EDIT, payee.gemeente_id)
    who = employee_of(by)
    row = Payee.objects.select_for_update(of=("self",)).get(pk=payee.pk)
    number = bank().number(facts.iban, field="iban")
    if row.changes.filter(confirmed_at=None, refused_at=None).exists():
        raise DomainError("Er wacht al een rekeningnummer op een collega. Laat die eerst beslissen.", field="iban")  # fmt: skip
    newest = row.changes.filter(confirmed_at__isnull=False).order_by("-usable_from").first()
    if newest and newest.iban == number.iban:
        raise DomainError("Dit nummer is al in gebruik bij deze ontvanger.", field="iban")
    if facts.name_check == NameCheck.NO_MATCH and len(facts.source) < REASON:
        raise DomainError("De naam klopt niet. Schrijf op waarom dit nummer toch goed is en wie dat zei.", field="source")  # fmt: skip
    made = PayeeChange.objects.create(
        payee=row, iban=number.iban, name_check=facts.name_check, source=facts.source,
        of_staff=whose_staff(number.iban) is not None, asked_by=who, asked_at=clock.now(),
    )  # fmt: skip
    noted(row, "rekeningnummer gevraagd", by=by)
    return made


@transaction.atomic
def confirm_number(change: PayeeChange, *, by: Actor) -> PayeeChange:
    """Another agrees: it is used after the hours that policy says. What was in a run for this payee drops out, and the client is to be told.

    Raises NotAllowed for who asked; DomainError when it was decided already.
    """
    row, who = _asked(change, by)
    if whose_staff(row.iban) == who:
        raise NotAllowed("Dit is uw eigen rekening. Laat een collega bevestigen.")
    hours = policy(PolicyKey.ACCOUNT_HOURS, row.payee.gemeente_id, on=clock.today()).value
    row.confirmed_by, row.confirmed_at = who, clock.now()
    row.usable_from = row.confirmed_at + timedelta(hours=hours)
    row.save(update_fields=["confirmed_by", "confirmed_at", "usable_from"])
    drop_of_payee(row.payee, f"het rekeningnummer van {row.payee} is veranderd", but=row.iban, by=by)
    ask_to_tell(row, by=by)
    noted(row.payee, "rekeningnummer bevestigd", by=by)
    return row


@transaction.atomic
def refuse_number(change: PayeeChange, reason: str, *, by: Actor) -> PayeeChange:
    """It isn't used. Who asked for it may take it back so as well. Raises NotAllowed; DomainError when it was decided already."""
    row, who = _asked(change, by, own=True)
    row.refused_by, row.refused_at, row.refusal = who, clock.now(), reason
    row.save(update_fields=["refused_by", "refused_at", "refusal"])
    noted(row.payee, "rekeningnummer afgewezen", by=by)
    return row


def _asked(change: PayeeChange, by: Actor, *, own: bool = False) -> tuple[PayeeChange, Employee]:
    row = PayeeChange.objects.select_for_update(of=("self",)).select_related("payee__dossier").get(pk=change.pk)  # fmt: skip
    by.require(RELEASE, row.payee.gemeente_id)
    who = employee_of(by)
    if row.confirmed_at or row.refused_at:
        raise DomainError("Over dit rekeningnummer is al beslist.")
    if not own and row.asked_by_id == who.pk:
        raise NotAllowed("U heeft dit nummer zelf gevraagd. Laat een collega bevestigen.")
    return row, who


@transaction.atomic
def told_client(change: PayeeChange, *, by: Actor) -> PayeeChange:
    """The client knows of the new number. Raises NotAllowed, also for who asked for it; DomainError when it isn't confirmed; once more changes nothing."""
    row = PayeeChange.objects.select_for_update(of=("self",)).select_related("payee__dossier").get(pk=change.pk)  # fmt: skip
    by.require(EDIT, row.payee.gemeente_id)
    if row.confirmed_at is None:
        raise DomainError("Dit nummer is nog niet bevestigd.")
    if row.asked_by_id == employee_of(by).pk:
        raise NotAllowed("U heeft dit nummer zelf gevraagd. Laat een collega de cliënt bellen.")
    if row.told_at is None:
        row.told_at = clock.now()
        row.save(update_fields=["told_at"])
        if row.payee.dossier:
            row.payee.dossier.taken.filter(done_on=None, source_key=task_key(row)).update(
                done_on=clock.today(), done_by=by.label
            )
        noted(row.payee, "cliënt bericht over rekeningnummer", by=by)
    return row


@transaction.atomic
def record_staff_account(employee: Employee, iban: str, *, by: Actor) -> StaffAccount:
    """An employee's own account, kept as a fingerprint only. Raises NotAllowed; DomainError for a number that can't be, or that a colleague
    told as theirs. Numbers that wait for confirmation are looked at again when somebody confirms them."""
    by.require(EDIT)
    if employee.organisation_id != by.organisation.pk:
        raise DomainError("Kies iemand van uw eigen organisatie.", field="employee")
    number = bank().number(iban, field="iban")
    made, _ = StaffAccount.objects.get_or_create(
        fingerprint=fingerprint(number.iban), defaults={"employee": employee, "recorded_at": clock.now()}
    )
    if made.employee_id != employee.pk:
        raise DomainError("Dit nummer is al vastgelegd, van een andere collega. Zoek samen uit van wie het is.", field="iban")  # fmt: skip
    record(by=by, action=Action.CHANGE, kind="rekening van medewerker", key=employee.pk, detail="vastgelegd")
    return made


def noted(row: Payee, what: str, *, by: Actor) -> None:
    """In the audit that something of a payee changed."""
    record(by=by, action=Action.CHANGE, kind=KIND, key=row.pk, gemeente=row.gemeente_id, detail=what)
