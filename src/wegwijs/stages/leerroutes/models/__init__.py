"""What leerroutes keep beside the timeline and the hours ledger."""

from wegwijs.stages.leerroutes.models.voltooiingsstand import NEVER, Voltooiingsstand

__all__ = ["NEVER", "Voltooiingsstand"]
