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
from wegwijs.stages.leerroutes.models.eigen_school import (
    EigenSchool,
    Gegevensvraag,
    Gevraagde,
    Schoolgegeven,
    Vraaguitkomst,
)
from wegwijs.stages.leerroutes.models.lesweek import LESSOORTEN, Lesweek, Verzuimreden
from wegwijs.stages.leerroutes.models.voltooiingsstand import NEVER, Voltooiingsstand

__all__ = [
    "LESSOORTEN",
    "NEVER",
    "Afwijzing",
    "Cursus",
    "Dagdeel",
    "EigenSchool",
    "Eindreden",
    "Gegevensvraag",
    "Geregeld",
    "Gevraagde",
    "Inburgeringsaanbod",
    "Lesweek",
    "Route",
    "Schoolgegeven",
    "Startniveau",
    "Verzuimreden",
    "Voltooiingsstand",
    "Vraaguitkomst",
    "Wachtplek",
    "Wachtreden",
]  # fmt: skip
