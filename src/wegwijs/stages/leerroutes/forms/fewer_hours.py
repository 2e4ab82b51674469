"""A decision on fewer course hours."""

from django import forms

from wegwijs.stages.leerroutes.models import Urengrond
from wegwijs.ui import forms as ui


class FewerHoursForm(ui.Form):
    """On which ground, how many hours, and why; the law says what each ground asks."""

    ground = ui.RadioField(label="Op welke grond", choices=Urengrond.choices)
    rehabilitation = ui.CheckField(
        label="Bij een beperking: er is revalidatie", required=False, help_text="Zonder revalidatie kan het niet (Bi 3.14, achtste lid)."
    )  # fmt: skip
    followed_until = ui.PastDateField(
        label="Bij eerder onderwijs: gevolgd tot en met", required=False,
        help_text="Alleen uren Nederlands en KNM uit de twee jaar voor het PIP (Bi 3.14, negende en tiende lid).",
    )  # fmt: skip
    hours = forms.IntegerField(label="Hoeveel uur minder", min_value=1, max_value=800)
    why = ui.TextField(
        label="Waarom besluit het college dit", readers="Alleen wie over uren beslist leest dit. Noem geen ziekte of diagnose.", rows=4, max_length=600
    )  # fmt: skip
