"""Letters with their copies and files, and the versions of their words."""

from wegwijs.documents.models.letters import Letter, LetterFile, Retour, Vertaling
from wegwijs.documents.models.texts import Brieftekst

__all__ = ["Brieftekst", "Letter", "LetterFile", "Retour", "Vertaling"]
