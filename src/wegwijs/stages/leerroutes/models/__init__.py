"""Courses, offers, who waits, weeks of lessons, and how far somebody is with the route."""

from wegwijs.stages.leerroutes.models.aanbod import (
    Afwijzing,
    Eindreden,
    Geregeld,
    Inburgeringsaanbod,
    Wachtplek,
    Wachtreden,
)
from wegwijs.stages.leerroutes.models.cursus import Cursus, Dagdeel, Route, Startniveau
from wegwijs.stages.leerroutes.models.lesweek import LESSOORTEN, Lesweek, Verzuimreden
from wegwijs.stages.leerroutes.models.voltooiingsstand import NEVER, Voltooiingsstand

__all__ = [
    "LESSOORTEN", "NEVER", "Afwijzing", "Cursus", "Dagdeel", "Eindreden", "Geregeld", "Inburgeringsaanbod", "Lesweek",
    "Route", "Startniveau", "Verzuimreden", "Voltooiingsstand", "Wachtplek", "Wachtreden",
]  # fmt: skip
