"""How Django draws every form: our templates, and the design system's class on each control."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

from wegwijs.ui.forms.drawing import drawn

CONTROLS = {
    "textarea.html": "utrecht-textarea",
    "select.html": "utrecht-select",
    "checkbox.html": "utrecht-checkbox",
    "file.html": "ww-file",
    "clearable_file_input.html": "ww-file",
}
TEXTBOXES = {
    f"{name}.html" for name in ("text", "number", "email", "url", "password", "date", "time", "datetime")
}


class Renderer(TemplatesSetting):
    """Named by the setting FORM_RENDERER; also draws the forms of libraries, such as signing in."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Give the control its class, then draw it."""
        file = template_name.rsplit("/", 1)[-1]
        css = "utrecht-textbox" if file in TEXTBOXES else CONTROLS.get(file)
        if css and "widget" in context:
            attrs = context["widget"]["attrs"]
            invalid = f"{css}--invalid" if attrs.get("aria-invalid") else ""
            attrs["class"] = " ".join(filter(None, (css, invalid, attrs.get("class", ""))))
        known = drawn(template_name, context)
        return super().render(template_name, context, request) if known is None else known
