"""What the law counts for the uitkering of a gemeente: whom it registered, by year and group, and who completed (F-08 to F-10)."""

from dataclasses import dataclass

from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models.dossier import Variant
from wegwijs.reporting.queries.trajectories import Figures

# The proof of somebody who completed; handed over again it stays one. In the first year that results weigh, those of all years
# before count (Bi 10.3(5)).
_COUNTED = """
    WITH first AS (
        SELECT d.person_id, d.variant, e.kind, extract(year FROM min(e."on"))::int AS year
        FROM dossiers_dossier d JOIN dossiers_gebeurtenis e ON e.dossier_id = d.id
        WHERE d.gemeente_id = ANY(%(codes)s)
            AND (e.kind = 'bewijs' OR (e.kind = 'brp_inschrijving' AND e.payload ->> 'gemeente' = d.gemeente_id))
            AND NOT EXISTS (SELECT 1 FROM dossiers_gebeurtenis later WHERE later.supersedes_id = e.id)
        GROUP BY d.id, e.kind
    )
    SELECT kind, variant, year, count(DISTINCT person_id) FROM first
    WHERE year <= %(year)s AND (kind = 'bewijs' OR year >= %(year)s - 2) GROUP BY kind, variant, year
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """Persons. ``asylum`` and ``family``: registered in the budget year, the one before, two before. ``done``: proofs by year, until two years before."""

    asylum: tuple[int, int, int]
    family: tuple[int, int, int]
    done: dict[int, int]


def counted(figures: Figures, year: int) -> Counted:
    """From the dossiers in Wegwijs; who never had one isn't counted. One statement."""
    found = {
        (kind, variant, when): number for kind, variant, when, number in figures.rows(_COUNTED, year=year)
    }

    def of(variant: Variant) -> tuple[int, int, int]:
        this, before, earlier = (
            found.get((Kind.BRP_INSCHRIJVING.value, variant.value, when), 0)
            for when in (year, year - 1, year - 2)
        )
        return this, before, earlier

    done = {
        when: number
        for (kind, variant, when), number in found.items()
        if (kind, variant) == (Kind.BEWIJS.value, Variant.ASIEL.value) and when <= year - 2
    }
    return Counted(of(Variant.ASIEL), of(Variant.GEZIN), done)
