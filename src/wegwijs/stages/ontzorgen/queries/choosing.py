"""What a person can say that a line of a statement is, where Wegwijs doesn't know."""

from collections.abc import Iterable

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from wegwijs.ledger.models import Account
from wegwijs.stages.ontzorgen.models import Ontzorging, PaymentOrder

O = PaymentOrder.State  # noqa: E741 - as the enumeration it stands for


def open_account() -> QuerySet[Account]:
    """The account of an outer ontzorging, while it is open."""
    source = Concat(Value("ontzorging:"), Cast(OuterRef("pk"), CharField()))
    return Account.objects.filter(source=source, closed_on=None)


def open_ontzorgingen(gemeente: str) -> Iterable[Ontzorging]:
    """Those to whom money can be given, by dossier: also who isn't ontzorgd any more and whose account isn't closed yet. One statement."""
    rows = Ontzorging.objects.filter(
        ~Q(state=Ontzorging.State.KLAAR) | Exists(open_account()), dossier__gemeente=gemeente
    )
    return rows.select_related("dossier__person").order_by("dossier__number")


def sent_up_to(gemeente: str, cents: int) -> Iterable[PaymentOrder]:
    """Payments of less than this that the bank has and didn't say anything of, as they may be in one sum. One statement."""
    rows = PaymentOrder.objects.filter(
        ontzorging__dossier__gemeente=gemeente,
        state=O.RELEASED,
        run__handed_over_at__isnull=False,
        cents__lt=cents,
    )
    return rows.select_related("ontzorging__dossier").order_by("due_on", "name", "pk")[:300]


def sent_orders(gemeente: str, cents: int) -> Iterable[PaymentOrder]:
    """Payments of this amount that the bank has and didn't say anything of. One statement."""
    rows = PaymentOrder.objects.filter(
        ontzorging__dossier__gemeente=gemeente,
        state=O.RELEASED,
        run__handed_over_at__isnull=False,
        cents=cents,
    )
    return rows.select_related("ontzorging__dossier").order_by("due_on", "pk")[:100]
