"""What PVT and MAP keep beside the timeline and the hours ledger."""

from wegwijs.stages.participatie.models.urenstand import NEVER, Plandeel, Urenstand
from wegwijs.stages.participatie.models.verklaring import Verklaringstekst
from wegwijs.stages.participatie.models.werkplek import (
    Plaatsing,
    Plaatsingsdoel,
    Plaatsingseinde,
    Taaleis,
    Weekdag,
    Werkgever,
    Werkplek,
    Werksoort,
)

__all__ = [
    "NEVER", "Plaatsing", "Plaatsingsdoel", "Plaatsingseinde", "Plandeel", "Taaleis", "Urenstand", "Verklaringstekst", "Weekdag", "Werkgever", "Werkplek", "Werksoort",
]  # fmt: skip
