"""Form fields of the Netherlands, and how forms look. ``from wegwijs.ui import forms as ui`` gives them all."""

from wegwijs.ui.forms.address import PhoneField, PostcodeField
from wegwijs.ui.forms.base import Form, Group, show_instead
from wegwijs.ui.forms.choices import (
    CheckField,
    ChoiceField,
    MultipleChoiceField,
    RadioField,
    TextField,
    YesNoField,
)
from wegwijs.ui.forms.dates import DateField, PartialDateField, PastDateField, TimeField
from wegwijs.ui.forms.duration import DurationField
from wegwijs.ui.forms.files import FileField, FilesField
from wegwijs.ui.forms.identity import BsnField, VNummerField
from wegwijs.ui.forms.money import MoneyField
from wegwijs.ui.forms.percent import PercentField

__all__ = [
    "BsnField",
    "CheckField",
    "ChoiceField",
    "DateField",
    "DurationField",
    "FileField",
    "FilesField",
    "Form",
    "Group",
    "MoneyField",
    "MultipleChoiceField",
    "PartialDateField",
    "PastDateField",
    "PercentField",
    "PhoneField",
    "PostcodeField",
    "RadioField",
    "TextField",
    "TimeField",
    "VNummerField",
    "YesNoField",
    "show_instead",
]
