"""Letters with their copies and files, the versions of their words, and piles of them."""

from wegwijs.documents.models.batches import BatchLetter, LetterBatch
from wegwijs.documents.models.letters import Letter, LetterFile, Retour, Vertaling
from wegwijs.documents.models.texts import Brieftekst

__all__ = ["BatchLetter", "Brieftekst", "Letter", "LetterBatch", "LetterFile", "Retour", "Vertaling"]
