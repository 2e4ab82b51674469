"""Letters as files, and the pages about the words of letters."""

from wegwijs.documents.views.files import pdf_response, translation_response

__all__ = ["pdf_response", "translation_response"]
