"""What who gives a session reads of somebody: kept as it is now while it is needed, and hidden afterwards (docs/adr/0019)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery

from wegwijs.dossiers.models import Dossier
from wegwijs.groups.commands.expected import name_of
from wegwijs.groups.models import Attendance
from wegwijs.people.models import PersonLanguage

# So long who gave a session can still look at who was there; what nobody registered a little longer, to do so yet.
SEEN, FORGOTTEN = timedelta(weeks=6), timedelta(weeks=12)


@transaction.atomic
def hide_old(today: date) -> int:
    """Hide from who gave them the sessions of more than six weeks ago, or twelve when nobody registered; returns of how many people."""
    seen = Q(session__on__lt=today - SEEN) & ~Q(presence="")
    return Attendance.objects.filter(seen | Q(session__on__lt=today - FORGOTTEN), shown=True).update(
        shown=False
    )


@transaction.atomic
def renew(today: date) -> int:
    """Names and languages of who is expected today or later, as they are now; returns how many people had another."""
    rows = Attendance.objects.filter(shown=True, session__on__gte=today)
    spoken = PersonLanguage.objects.filter(person=OuterRef("person"), contact=True).values("code")[:1]
    known = dict(rows.order_by("dossier").distinct("dossier").values_list("dossier", "name"))
    changed = 0
    for dossier in (
        Dossier.objects.filter(pk__in=known).select_related("person").annotate(spoken=Subquery(spoken))
    ):
        now = {"name": name_of(dossier), "language": dossier.spoken or ""}
        other = rows.filter(dossier=dossier).exclude(**now)
        changed += bool(other.update(**now))
    return changed
