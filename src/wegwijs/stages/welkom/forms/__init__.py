"""Forms of the welcome programme."""

from wegwijs.stages.welkom.forms.programme import ProgrammeForm, stepped
from wegwijs.stages.welkom.forms.start import StartForm

__all__ = ["ProgrammeForm", "StartForm", "stepped"]
