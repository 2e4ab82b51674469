"""What COA gave about someone, the homes a gemeente must find, and the day on which a household arranges everything at once."""

from wegwijs.stages.overdracht.models.aanlevering import Aanlevering, Einde
from wegwijs.stages.overdracht.models.profiel import HANDOVER, ProfielVeld
from wegwijs.stages.overdracht.models.regeldag import Meegaande, Regeldag, Regelstap
from wegwijs.stages.overdracht.models.sjabloon import Regelsjabloon, Sjabloonstap
from wegwijs.stages.overdracht.models.taakstelling import Half, Taakstelling

__all__ = [
    "HANDOVER",
    "Aanlevering",
    "Einde",
    "Half",
    "Meegaande",
    "ProfielVeld",
    "Regeldag",
    "Regelsjabloon",
    "Regelstap",
    "Sjabloonstap",
    "Taakstelling",
]
