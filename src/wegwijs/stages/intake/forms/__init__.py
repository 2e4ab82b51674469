"""Forms of the intake."""

from wegwijs.stages.intake.forms.acts import (
    AloneForm,
    CorrectionForm,
    GesprekForm,
    OproepForm,
    OutcomeForm,
    ReceivedForm,
    StukForm,
    WaitForm,
)
from wegwijs.stages.intake.forms.blocks import BlockForm
from wegwijs.stages.intake.forms.decisions import (
    CompleteForm,
    ExemptForm,
    JudgeForm,
    ReopenForm,
    SkipForm,
    WithdrawForm,
)
from wegwijs.stages.intake.forms.partner import InputForm

__all__ = [
    "AloneForm", "BlockForm", "CompleteForm", "CorrectionForm", "ExemptForm", "GesprekForm", "InputForm", "JudgeForm",
    "OproepForm", "OutcomeForm", "ReceivedForm", "ReopenForm", "SkipForm", "StukForm", "WaitForm", "WithdrawForm",
]  # fmt: skip
