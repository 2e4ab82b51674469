"""Courses, offers, who waits, and weeks of lessons."""

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

__all__ = [
    "LESSOORTEN", "Afwijzing", "Cursus", "Dagdeel", "Eindreden", "Geregeld", "Inburgeringsaanbod", "Lesweek",
    "Route", "Startniveau", "Verzuimreden", "Wachtplek", "Wachtreden",
]  # fmt: skip
