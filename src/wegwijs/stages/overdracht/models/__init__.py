"""What COA gave about someone, and the day on which a household arranges everything at once."""

from wegwijs.stages.overdracht.models.profiel import HANDOVER, ProfielVeld
from wegwijs.stages.overdracht.models.regeldag import Meegaande, Regeldag, Regelstap

__all__ = ["HANDOVER", "Meegaande", "ProfielVeld", "Regeldag", "Regelstap"]
