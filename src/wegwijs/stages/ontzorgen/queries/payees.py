"""Whom may be paid, on which account number, and what is still in the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404
from django.utils.crypto import salted_hmac

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.documents.models import Letter, LetterBatch
from wegwijs.documents.queries.batches import counted
from wegwijs.ledger.models import Fund
from wegwijs.organisations.models import Employee, Gemeente
from wegwijs.stages.ontzorgen.models import (
    BankAccount,
    Betaalwijze,
    Kostenpost,
    Ontzorging,
    Payee,
    PayeeChange,
    PaymentRun,
    StaffAccount,
)
from wegwijs.ui.format import moment

EDIT = Permission.MONEY_EDIT
PAGE = 50
# Blocked, and somebody asked to pay them again.
TO_LET_IN = Q(blocked_at__isnull=False, unblock_asked_by__isnull=False, unblock_refused_at=None)


@dataclass(frozen=True, slots=True)
class Standing:
    """The account number to pay to at a moment; none: ``reason`` says what is in the way, as a sentence."""

    iban: str
    reason: str = ""


def standings(payees: Iterable[Payee], *, at: datetime) -> dict[UUID, Standing]:
    """Of each. While a new number waits for its hour, the old one isn't used either. One statement."""
    rows = {one.pk: one for one in payees}
    changes: dict[UUID, list[PayeeChange]] = {}
    found = PayeeChange.objects.filter(payee__in=list(rows), refused_at=None).order_by("-usable_from")
    for change in found:
        changes.setdefault(change.payee_id, []).append(change)
    return {pk: _standing(row, changes.get(pk, []), at) for pk, row in rows.items()}


def _standing(payee: Payee, changes: list[PayeeChange], at: datetime) -> Standing:
    if payee.blocked_at:
        return Standing("", f"{payee} is geblokkeerd: {payee.blocked_reason}")
    confirmed = [one for one in changes if one.usable_from]
    waits = [one.usable_from for one in confirmed if one.usable_from and one.usable_from > at]
    if waits:
        return Standing("", f"Het rekeningnummer van {payee} is te gebruiken vanaf {moment(max(waits))}.")
    if confirmed:
        return Standing(confirmed[0].iban)
    if changes:
        return Standing("", f"Het rekeningnummer van {payee} wacht op bevestiging door een collega.")
    return Standing("", f"Van {payee} is nog geen rekeningnummer bekend.")


def usable(payee: Payee, *, at: datetime) -> str:
    """The account number that may be paid to at a moment; "" when there is none. One statement."""
    return standings([payee], at=at)[payee.pk].iban


def own_account(dossier: UUID) -> Payee | None:
    """The client's own account; None when it isn't recorded."""
    return Payee.objects.filter(dossier=dossier, kind=Payee.Kind.CLIENT).first()


def fingerprint(iban: str) -> str:
    """By which the account of an employee is known without keeping it."""
    return salted_hmac("wegwijs.ontzorgen.rekening", iban, algorithm="sha256").hexdigest()


def whose_staff(iban: str) -> Employee | None:
    """The employee whose own account it is, as far as we were told."""
    rows = StaffAccount.objects.select_related("employee")
    found = rows.filter(fingerprint=fingerprint(iban)).first()
    return found.employee if found else None


def whose_own(payee: Payee) -> Employee | None:
    """The employee to whom one of the numbers of a payee belongs, as far as we were told. Two statements at most."""
    numbers = payee.changes.filter(refused_at=None).values_list("iban", flat=True)
    rows = StaffAccount.objects.filter(fingerprint__in=[fingerprint(iban) for iban in numbers])
    found = rows.select_related("employee").first()
    return found.employee if found else None


def others_on(change: PayeeChange) -> list[Payee]:
    """Others for whom the same number was asked and not refused, by name; five at most. One statement."""
    same = PayeeChange.objects.filter(iban=change.iban, refused_at=None).exclude(payee=change.payee_id)
    return list(Payee.objects.filter(pk__in=same.values("payee")).order_by("name", "pk")[:5])


def staff_in(run: PaymentRun) -> list[Employee]:
    """The employees to whose own account a run pays, whenever they told it. Two statements, one where nobody did."""
    told = {one.fingerprint: one.employee for one in staff_accounts()}
    if not told:
        return []
    paid = {fingerprint(iban) for iban in run.opdrachten.order_by().values_list("iban", flat=True).distinct()}
    return sorted({who for one, who in told.items() if one in paid}, key=lambda who: who.name)


def gemeenten(actor: Actor) -> list[Gemeente]:
    """Those for which the actor keeps client money: first those with an account to pay from, then by name. One statement."""
    pays = BankAccount.objects.filter(fund__gemeente=OuterRef("pk"), fund__kind=Fund.Kind.CLIENTS)
    rows = Gemeente.objects.filter(code__in=actor.gemeenten(EDIT)).annotate(pays=Exists(pays))
    return list(rows.order_by("-pays", "naam"))


def _seen(actor: Actor) -> QuerySet[Payee]:
    return Payee.objects.filter(gemeente__in=actor.gemeenten(EDIT))


def listed(actor: Actor, *, words: str = "", waiting: bool = False, after: UUID | None = None) -> list[Payee]:
    """By name, at most a page and one more, those that follow on ``after``; with whether a number of theirs ``waits``, or to pay them
    again. One statement, two with ``after``."""
    open_ = PayeeChange.objects.filter(payee=OuterRef("pk"), confirmed_at=None, refused_at=None)
    rows = _seen(actor).annotate(waits=Exists(open_)).select_related("gemeente", "dossier")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(dossier__number__iexact=words))
    if waiting:
        rows = rows.filter(Q(waits=True) | TO_LET_IN)
    if after and (last := _seen(actor).filter(pk=after).values_list("name", flat=True).first()) is not None:
        rows = rows.filter(Q(name__gt=last) | Q(name=last, pk__gt=after))
    return list(rows.order_by("name", "pk")[: PAGE + 1])


def to_confirm() -> list[tuple[UUID, str, int, datetime]]:
    """Of each account number that waits for a second person its key, gemeente, who asked it and when. One statement."""
    rows = PayeeChange.objects.filter(confirmed_at=None, refused_at=None).order_by("asked_at", "pk")
    return list(rows.values_list("pk", "payee__gemeente", "asked_by", "asked_at"))


def to_let_in() -> list[tuple[UUID, str, int, datetime]]:
    """Of each blocked payee whom somebody asked to pay again the key, gemeente, who asked and when. One statement."""
    rows = Payee.objects.filter(TO_LET_IN).order_by("unblock_asked_at", "pk")
    found = rows.values_list("pk", "gemeente", "unblock_asked_by", "unblock_asked_at")
    return [(pk, gemeente, who, at) for pk, gemeente, who, at in found if who and at]


def payee_or_404(actor: Actor, pk: UUID) -> Payee:
    """With gemeente, dossier and who said what of letting them in again."""
    rows = _seen(actor).select_related(
        "gemeente", "dossier", "unblock_asked_by", "unblock_refused_by", "unblocked_by"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def changes_of(payee: Payee) -> list[PayeeChange]:
    """Every number that was asked, newest first, with who did what. One statement."""
    return list(payee.changes.select_related("asked_by", "confirmed_by", "refused_by"))


def change_or_404(actor: Actor, pk: UUID) -> PayeeChange:
    """A number that somebody asked."""
    rows = PayeeChange.objects.filter(payee__in=_seen(actor))
    found = rows.select_related("payee__gemeente", "payee__dossier", "asked_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def letter_kind(change: PayeeChange) -> str:
    """As which kind of letter that about a number is filed."""
    return f"nummer_{change.pk.hex[:12]}"


def letters_about(payee: Payee, changes: Iterable[PayeeChange]) -> dict[str, Letter]:
    """The newest letter that went about each number of a client, by its kind. One statement, none for who isn't a client."""
    if payee.dossier is None:
        return {}
    kinds = [letter_kind(one) for one in changes]
    rows = Letter.objects.filter(
        reference=payee.dossier.number, kind__in=kinds, state=Letter.State.VERZONDEN
    ).defer("content")
    return {row.kind: row for row in rows.order_by("made_at")}


def paid_for(payee: Payee, *, on: date) -> QuerySet[Ontzorging]:
    """For whom we pay somebody on a day or later: of clients whose money is kept now, by their number."""
    costs = Kostenpost.objects.filter(
        Q(last_on=None) | Q(last_on__gte=on), ontzorging=OuterRef("pk"), payee=payee, wijze=Betaalwijze.WIJ
    )
    running = (Ontzorging.State.LOOPT, Ontzorging.State.AFBOUW)
    rows = Ontzorging.objects.filter(Exists(costs), dossier__gemeente=payee.gemeente_id, state__in=running)
    return rows.order_by("dossier__number")


def new_number(payee: Payee) -> PayeeChange | None:
    """The number that took the place of another, of who is paid for several; None: there is nothing to tell. One statement."""
    if payee.dossier_id is not None:
        return None
    known = PayeeChange.objects.filter(payee=payee, confirmed_at__isnull=False).select_related("payee")
    newest = list(known.order_by("-usable_from")[:2])
    return newest[0] if len(newest) > 1 else None


def written_to(change: PayeeChange, numbers: Iterable[str]) -> dict[str, Letter]:
    """The letter about a number that went to each of these dossiers, by their number. One statement."""
    rows = Letter.objects.filter(
        reference__in=list(numbers), kind=letter_kind(change), state=Letter.State.VERZONDEN
    ).defer("content")
    return {row.reference: row for row in rows.order_by("made_at")}


def piles_of(changes: Iterable[PayeeChange]) -> dict[UUID, list[LetterBatch]]:
    """The letters to clients about each of these numbers, by the key of the number, the first pile first, with how many went. One statement,
    none where nobody was told so."""
    about = {one.pk: one.piles for one in changes if one.piles}
    keys = [pile for piles in about.values() for pile in piles]
    rows = {row.pk: row for row in counted(LetterBatch.objects.filter(pk__in=keys))} if keys else {}
    return {pk: [rows[pile] for pile in piles if pile in rows] for pk, piles in about.items()}


def seen_with_number(actor: Actor, pk: UUID) -> tuple[Payee, PayeeChange | None]:
    """A payee with its ``new_number``. One statement where there is one. Raises Http404."""
    known = PayeeChange.objects.filter(payee__in=_seen(actor), payee=pk, confirmed_at__isnull=False)
    rows = known.select_related("payee__gemeente", "payee__dossier").order_by("-usable_from")
    newest = list(rows[:2])
    if len(newest) > 1 and newest[0].payee.dossier_id is None:
        return newest[0].payee, newest[0]
    return newest[0].payee if newest else payee_or_404(actor, pk), None


def clients_listed(change: PayeeChange, *, on: date, after: str = "") -> list[Ontzorging]:
    """For whom we pay the payee of a number, at most a page and one more, those that follow on a dossier's number; with the ``letter`` (key
    and day) that went about it. One statement."""
    went = Letter.objects.filter(
        reference=OuterRef("dossier__number"), kind=letter_kind(change), state=Letter.State.VERZONDEN
    ).order_by("-made_at")
    rows = paid_for(change.payee, on=on).select_related("dossier__person")
    rows = rows.annotate(letter=Subquery(went.values(said=JSONObject(key="id", on="sent_on"))[:1]))
    if after:
        rows = rows.filter(dossier__number__gt=after)
    return list(rows[: PAGE + 1])


def offered(gemeente: str) -> dict[str, str]:
    """Names of those who can be chosen for a cost in a gemeente, by key: never somebody's own account. One statement."""
    rows = Payee.objects.filter(gemeente=gemeente).exclude(kind=Payee.Kind.CLIENT)
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def asked_of(payees: Iterable[UUID]) -> Mapping[UUID, PayeeChange]:
    """A number that waits for a second person, by payee. One statement."""
    rows = PayeeChange.objects.filter(payee__in=list(payees), confirmed_at=None, refused_at=None)
    return {one.payee_id: one for one in rows}


def colleagues(actor: Actor) -> list[Employee]:
    """Everybody of the actor's organisation, by name. One statement."""
    return list(Employee.objects.filter(organisation=actor.organisation).order_by("name"))


def staff_accounts() -> list[StaffAccount]:
    """Of which employees the own account is known. One statement."""
    return list(StaffAccount.objects.select_related("employee"))
