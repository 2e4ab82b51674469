"""Signs that an actor watches over."""

from uuid import UUID

from django.db.models import Case, CharField, Count, QuerySet, Value, When
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.queries.watching import emergencies
from wegwijs.access.roles import Permission
from wegwijs.oversight.models import Sign


def signs(actor: Actor) -> QuerySet[Sign]:
    """Of the gemeenten that the actor watches over: unanswered ones first, the newest month first."""
    rows = Sign.objects.filter(gemeente__in=actor.gemeenten(Permission.AUDIT_VIEW))
    waits = Case(When(answer="", then=0), default=1)
    return rows.select_related("gemeente", "answered_by").order_by(waits, "-month", "rule", "pk")


def sign_or_404(actor: Actor, pk: UUID) -> Sign:
    """One of them. Raises Http404."""
    found = signs(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def waiting(actor: Actor) -> dict[str, int]:
    """How many emergencies ("noodtoegang") and signs ("signalen") wait for an answer, in one statement."""
    counted = [
        rows.order_by()
        .annotate(what=Value(what, output_field=CharField()))
        .values("what")
        .annotate(n=Count("pk"))
        .values_list("what", "n")
        for what, rows in (
            ("noodtoegang", emergencies(actor).filter(judgement="")),
            ("signalen", signs(actor).filter(answer="")),
        )
    ]
    return dict(counted[0].union(counted[1], all=True))
