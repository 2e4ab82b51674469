"""The fixed sentences of the letters, paragraph by paragraph: the Dutch text that counts, and its translations."""

from wegwijs.documents.wording.words import DUTCH, LANGUAGES, Count, Same, Value, Weekday, Words, words_in

__all__ = ["DUTCH", "LANGUAGES", "Count", "Same", "Value", "Weekday", "Words", "words_in"]
