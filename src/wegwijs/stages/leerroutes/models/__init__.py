"""Courses, offers, who waits, weeks of lessons, reports and signals, and how far somebody is with the route."""

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
from wegwijs.stages.leerroutes.models.lessignaal import (
    Lessignaal,
    Opvolging,
    Signaalantwoord,
    Signaalbron,
    Signaalsoort,
)
from wegwijs.stages.leerroutes.models.lesweek import LESSOORTEN, Lesweek, Verzuimreden
from wegwijs.stages.leerroutes.models.rapport import (
    ALFA,
    LETTERS,
    Advies,
    Taalniveau,
    Toetsresultaat,
    Toetsuitslag,
    Vaardigheid,
    Verwachting,
    Voortgangsrapport,
)
from wegwijs.stages.leerroutes.models.urenbesluit import Urenbesluit, Urengrond
from wegwijs.stages.leerroutes.models.voltooiingsstand import NEVER, Voltooiingsstand

__all__ = [
    "ALFA",
    "LESSOORTEN",
    "LETTERS",
    "NEVER",
    "Advies",
    "Afwijzing",
    "Cursus",
    "Dagdeel",
    "EigenSchool",
    "Eindreden",
    "Gegevensvraag",
    "Geregeld",
    "Gevraagde",
    "Inburgeringsaanbod",
    "Lessignaal",
    "Lesweek",
    "Opvolging",
    "Route",
    "Schoolgegeven",
    "Signaalantwoord",
    "Signaalbron",
    "Signaalsoort",
    "Startniveau",
    "Taalniveau",
    "Toetsresultaat",
    "Toetsuitslag",
    "Urenbesluit",
    "Urengrond",
    "Vaardigheid",
    "Verwachting",
    "Verzuimreden",
    "Voltooiingsstand",
    "Voortgangsrapport",
    "Vraaguitkomst",
    "Wachtplek",
    "Wachtreden",
]  # fmt: skip
