"""Keep to which cohort the call-offs of a dossier belong: derived from the timeline, never typed (docs/adr/0033)."""

from wegwijs.contracts.commands import tell_cohort
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import timeline
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod
from wi2021.facts import Facts

# After which lines of a timeline it is derived anew.
CHANGES = frozenset({Kind.BRP_INSCHRIJVING, Kind.GEGEVEN_INGETROKKEN})


def cohort_of(law: Facts, gemeente: str) -> int | None:
    """The year in which this gemeente registered somebody the first time (that of F-09); None: it didn't."""
    return min((one.vanaf.year for one in law.brp_inschrijvingen if one.gemeente == gemeente), default=None)


def keep_cohort(dossier: Dossier) -> None:
    """Bring the call-offs of a dossier in line with what happened."""
    placed = list(Inburgeringsaanbod.objects.filter(dossier=dossier).values_list("call_off", flat=True))
    if placed:
        law = facts_of(dossier.gemeente_id, timeline(dossier))
        tell_cohort(placed, cohort_of(law, dossier.gemeente_id))
