"""What is filled in at the handover and for a regeldag."""

from wegwijs.stages.overdracht.forms.coa import AskCoaForm, SupplyForm
from wegwijs.stages.overdracht.forms.housing import HouseForm, TaakstellingForm
from wegwijs.stages.overdracht.forms.invitation import InvitationForm
from wegwijs.stages.overdracht.forms.regeldag import (
    CancelForm,
    FailForm,
    MoveDayForm,
    PlanDayForm,
    ResultForm,
    StepForm,
)
from wegwijs.stages.overdracht.forms.sjabloon import TemplateAddForm, TemplateStepForm
from wegwijs.stages.overdracht.forms.steps import (
    DriegesprekForm,
    NewForm,
    PlanTalkForm,
    ProfileForm,
)

__all__ = [
    "AskCoaForm",
    "CancelForm",
    "DriegesprekForm",
    "FailForm",
    "HouseForm",
    "InvitationForm",
    "MoveDayForm",
    "NewForm",
    "PlanDayForm",
    "PlanTalkForm",
    "ProfileForm",
    "ResultForm",
    "StepForm",
    "SupplyForm",
    "TaakstellingForm",
    "TemplateAddForm",
    "TemplateStepForm",
]  # fmt: skip
