"""Letters by the number they are filed under, and the words that letters are made with."""

from wegwijs.documents.queries.letters import (
    letter_of,
    letters_for,
    pdf_of,
    translation_of,
    translation_pdf,
    translation_words,
)
from wegwijs.documents.queries.texts import in_force, text_or_404, texts_of, words_for, words_to_show

__all__ = [
    "in_force", "letter_of", "letters_for", "pdf_of", "text_or_404", "texts_of", "translation_of", "translation_pdf",
    "translation_words", "words_for", "words_to_show",
]  # fmt: skip
