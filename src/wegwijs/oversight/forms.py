"""What the privacy officer answers."""

from wegwijs.access.models import EmergencyAccess
from wegwijs.oversight.models import Sign
from wegwijs.ui import forms as ui

READERS = "Dit blijft bewaard. Collega’s van toezicht lezen het."


class JudgementForm(ui.Form):
    """Whether an emergency was one."""

    judgement = ui.RadioField(label="Uw oordeel", choices=EmergencyAccess.Judgement.choices)
    because = ui.TextField(label="Waarom", readers=READERS, rows=3, max_length=500)


class AnswerForm(ui.Form):
    """What a sign was."""

    answer = ui.RadioField(label="Uw antwoord", choices=Sign.Answer.choices)
    because = ui.TextField(label="Waarom", readers=READERS, rows=3, max_length=500)
