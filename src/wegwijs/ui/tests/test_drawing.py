"""Controls written out in Python are what the templates of the same name draw."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe

from wegwijs.ui.forms.drawing import drawn

NASTY = """<b>"R&D" 'x'</b>"""
CHOICES = [("", "Kies"), (NASTY, NASTY), ("groep", [("1", "een"), (2, mark_safe("<i>twee</i>"))])]
PLAIN = [("", "Kies"), (NASTY, NASTY), ("2", "twee")]
ATTRS: dict[str, Any] = {
    "id": "id_x",
    "required": True,
    "disabled": False,
    "maxlength": 20,
    "data-nasty": NASTY,
}
WIDGETS = [
    forms.TextInput(ATTRS), forms.TextInput(), forms.NumberInput(ATTRS), forms.EmailInput(), forms.URLInput(),
    forms.PasswordInput(), forms.HiddenInput(ATTRS), forms.CheckboxInput(ATTRS), forms.DateInput(), forms.TimeInput(),
    forms.DateTimeInput(), forms.Select(ATTRS, CHOICES), forms.Select(choices=PLAIN),
]  # fmt: skip


@pytest.mark.parametrize("value", [None, "", NASTY, "1", 2, True])
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda one: type(one).__name__)
def test_a_control_is_drawn_as_its_template_draws_it(widget: forms.Widget, value: object) -> None:
    context = widget.get_context("naam<", value, {"aria-invalid": "true"})
    assert widget.template_name
    _same(widget.template_name, context)


@pytest.mark.parametrize("key", [{}, {"id": "id_x"}])
@pytest.mark.parametrize("kind", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_an_option_is_drawn_as_its_template_draws_it(
    kind: type[forms.RadioSelect], key: dict[str, str]
) -> None:
    widget = kind(choices=PLAIN)
    for _, options, _ in widget.get_context("naam", ["2"], key)["widget"]["optgroups"]:
        for option in options:
            _same(option["template_name"], {"widget": option})


def _same(template_name: str, context: dict[str, Any]) -> None:
    ours = drawn(template_name, context)
    assert ours is not None
    theirs = TemplatesSetting().render(template_name, context)
    assert _lines(ours) == _lines(theirs)


def _lines(text: str) -> list[str]:
    """Without empty lines, which a browser doesn't show between options."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_what_is_not_written_out_is_asked_of_its_template() -> None:
    assert drawn("django/forms/widgets/textarea.html", {}) is None
