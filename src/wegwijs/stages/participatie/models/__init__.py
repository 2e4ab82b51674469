"""What PVT and MAP keep beside the timeline and the hours ledger."""

from wegwijs.stages.participatie.models.urenstand import NEVER, Plandeel, Urenstand

__all__ = ["NEVER", "Plandeel", "Urenstand"]
