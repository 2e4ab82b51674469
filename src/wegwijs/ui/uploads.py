"""Files on their way in."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from wegwijs.ui.forms.files import LARGEST


class Measured(FileUploadHandler):
    """Lets a file through up to the largest any field takes; of a larger one only its size is kept.

    The field then refuses it with its own words, and everything else that was filled in stands there again.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - of the library
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Count; hand on while it fits, then drop."""
        self.size += len(raw_data)
        return raw_data if self.size <= LARGEST else None

    def file_complete(self, file_size: int) -> SimpleUploadedFile | None:
        """A file that fits is for the next handler; of another one a token with its name and size."""
        if self.size <= LARGEST:
            return None
        token = SimpleUploadedFile(self.file_name or "bestand", b"", self.content_type or "")
        token.size = self.size
        return token
