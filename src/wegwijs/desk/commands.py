"""Keep and drop a view of a list, and keep how the team stood each week."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.desk.models import SavedView, TeamWeek
from wegwijs.desk.team import stands, weeks_of
from wegwijs.desk.worklist.norms import Norms
from wegwijs.desk.worklist.statement import open_dossiers
from wegwijs.errors import DomainError
from wegwijs.organisations.policy import policies_of

MOST_VIEWS = 20


@transaction.atomic
def save_view(*, by: Actor, name: str, query: str) -> SavedView:
    """Keep a choice of filters; one with the same name is replaced. Raises DomainError beyond twenty views."""
    views = SavedView.objects.filter(user=by.user_id)
    if views.exclude(name=name).count() >= MOST_VIEWS:
        raise DomainError(
            f"U hebt al {MOST_VIEWS} weergaven. Haal er eerst een weg op de pagina Weergaven.", field="name"
        )
    return views.update_or_create(user_id=by.user_id, name=name, defaults={"query": query})[0]


def drop_view(*, by: Actor, pk: UUID) -> bool:
    """Forget one of the actor's own views; False when it has no such view."""
    return SavedView.objects.filter(user=by.user_id, pk=pk).delete()[0] > 0


@transaction.atomic
def keep_week(*, by: Actor, on: date) -> int:
    """Keep how the work stood on the Monday of the week of ``on``; returns the rows kept, 0 when that was done before."""
    monday = on - timedelta(days=on.weekday())
    if TeamWeek.objects.filter(monday=monday).exists():
        return 0
    norms = Norms.of(policies_of(by.gemeenten(), on=on), today=on)
    rows = stands(open_dossiers(by, today=on), norms, "d.gemeente_id, d.regisseur_id")
    return len(TeamWeek.objects.bulk_create(weeks_of(rows, monday), ignore_conflicts=True))
