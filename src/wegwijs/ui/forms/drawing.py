"""Controls of which a form has many, written out in Python: as templates they took most of the time of a long form.

A test holds them against the templates of Django and ours of the same name.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe


def attributes(attrs: Mapping[str, Any]) -> str:
    """As ``django/forms/widgets/attrs.html``: what is False is left out, what is True has no value."""
    return "".join(
        f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(str(value))}"'
        for name, value in attrs.items()
        if value is not False
    )


def _value(widget: Mapping[str, Any]) -> str:
    value = widget["value"]
    return "" if value is None else f' value="{escaped(str(value))}"'


def _input(widget: Mapping[str, Any]) -> str:
    return (
        f'<input type="{escaped(widget["type"])}" name="{escaped(widget["name"])}"{_value(widget)}'
        f"{attributes(widget['attrs'])}>"
    )


def _option(widget: Mapping[str, Any]) -> str:
    key = widget["attrs"].get("id")
    css = "utrecht-radio-button" if widget["type"] == "radio" else "utrecht-checkbox"
    return (
        f'<label class="ww-option"{f" for={chr(34)}{escaped(key)}{chr(34)}" if key else ""}><input class="{css}" '
        f'type="{escaped(widget["type"])}" name="{escaped(widget["name"])}"{_value(widget)}{attributes(widget["attrs"])}> '
        f"<span>{escaped(widget['label'])}</span></label>"
    )


def _select(widget: Mapping[str, Any]) -> str:
    made = [f'<select name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>']
    for group, options, _ in widget["optgroups"]:
        made.append(f'\n  <optgroup label="{escaped(group)}">' if group else "")
        for one in options:
            attrs = attributes(one["attrs"])
            made.append(
                f'\n  <option value="{escaped(str(one["value"]))}"{attrs}>{escaped(one["label"])}</option>'
            )
        made.append("\n  </optgroup>" if group else "")
    return "".join([*made, "\n</select>"])


_FOLDER = "django/forms/widgets/"
_DRAWN: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    **{
        f"{_FOLDER}{name}.html": _input
        for name in (
            "text",
            "number",
            "email",
            "url",
            "password",
            "date",
            "time",
            "datetime",
            "hidden",
            "checkbox",
        )
    },
    f"{_FOLDER}radio_option.html": _option,
    f"{_FOLDER}checkbox_option.html": _option,
    f"{_FOLDER}select.html": _select,
}


def drawn(template_name: str, context: Mapping[str, Any]) -> SafeString | None:
    """The control as that template would draw it; None: ask the template."""
    draw = _DRAWN.get(template_name)
    return mark_safe(draw(context["widget"])) if draw else None  # noqa: S308 - escaped piece by piece above
