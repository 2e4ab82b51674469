"""What PVT and MAP keep beside the timeline and the hours ledger."""

from wegwijs.stages.participatie.models.urenstand import NEVER, Plandeel, Urenstand
from wegwijs.stages.participatie.models.verklaring import Verklaringstekst
from wegwijs.stages.participatie.models.werkplek import (
    Plaatsing,
    Plaatsingseinde,
    Taaleis,
    Werkgever,
    Werkplek,
)

__all__ = [
    "NEVER", "Plaatsing", "Plaatsingseinde", "Plandeel", "Taaleis", "Urenstand", "Verklaringstekst", "Werkgever", "Werkplek",
]  # fmt: skip
