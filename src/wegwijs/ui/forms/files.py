"""Files that people send."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from wegwijs.ui.format import capital, number
from wegwijs.ui.forms.content import LOOKED_AT, is_what_it_says

MEGABYTE = 1024 * 1024
# No field takes more; ``ui.uploads`` drops what is beyond while it comes in.
LARGEST = 10 * MEGABYTE


def _head(file: "UploadedFile[Any]") -> bytes:
    file.seek(0)
    head: bytes = file.read(LOOKED_AT)
    file.seek(0)
    return head


class FileField(forms.FileField):
    """A file of at most ``max_bytes`` with one of the ``endings`` (".pdf"; empty: any)."""

    def __init__(self, *, max_bytes: int = LARGEST, endings: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.max_bytes = max_bytes
        self.endings = tuple(ending.lower() for ending in endings)
        kwargs.setdefault("help_text", self._hint())
        kwargs.setdefault(
            "widget", forms.FileInput(attrs={"accept": ",".join(self.endings)} if endings else {})
        )
        super().__init__(**kwargs)
        self.error_messages["empty"] = "Dit bestand is leeg. Kies een ander bestand."
        self.error_messages["invalid"] = "Het bestand is niet aangekomen. Kies het opnieuw."

    def _hint(self) -> str:
        kinds = ", ".join(ending.removeprefix(".").upper() for ending in self.endings)
        size = f"niet groter dan {number(self.max_bytes // MEGABYTE)} MB"
        return f"{kinds}, {size}" if kinds else capital(size)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The uploaded file; ValidationError when too big, of another kind, or not what its name says."""
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return file
        if (file.size or 0) > self.max_bytes:
            raise ValidationError(
                f"Dit bestand is te groot. Kies een bestand dat niet groter is dan "
                f"{number(self.max_bytes // MEGABYTE)} MB."
            )
        ending = PurePath(file.name or "").suffix.lower()
        if self.endings and ending not in self.endings:
            raise ValidationError(f"Dit soort bestand kan hier niet. Kies {' of '.join(self.endings)}.")
        if not is_what_it_says(ending, _head(file)):
            raise ValidationError(
                f"Dit is geen {ending.removeprefix('.').upper()}-bestand, al heet het zo. Sla het opnieuw op als "
                f"{' of '.join(self.endings) or ending} en kies het nog eens."
            )
        return file


class FilesInput(forms.FileInput):
    """Any number of files at once."""

    allow_multiple_selected = True


class FilesField(FileField):
    """One or more files, each as ``FileField`` takes it. Gives a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget = FilesInput(attrs={**self.widget.attrs, "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file; the first that can't be taken says so."""
        files = data if isinstance(data, list | tuple) and data else [data]
        return [super(FilesField, self).clean(one, initial) for one in files]
