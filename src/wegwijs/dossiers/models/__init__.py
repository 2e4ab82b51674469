"""The dossier and what hangs on it: timeline, termijnen, tasks, contacts, post, and who else is involved."""

from wegwijs.dossiers.models.afspraak import Afspraak
from wegwijs.dossiers.models.dossier import (
    NOTHING_DUE,
    Betrokkenheid,
    Dossier,
    Fase,
    NextStep,
    State,
    Variant,
)
from wegwijs.dossiers.models.gebeurtenis import Gebeurtenis, Happening
from wegwijs.dossiers.models.herverdeling import HerverdeeldDossier, Herverdeling
from wegwijs.dossiers.models.termijn import TermijnRow, TermijnState
from wegwijs.dossiers.models.werk import Contactmoment, IngekomenStuk, Taak

__all__ = [
    "NOTHING_DUE", "Afspraak", "Betrokkenheid", "Contactmoment", "Dossier", "Fase", "Gebeurtenis", "Happening",
    "HerverdeeldDossier", "Herverdeling", "IngekomenStuk", "NextStep", "State", "Taak",
    "TermijnRow", "TermijnState", "Variant",
]  # fmt: skip
