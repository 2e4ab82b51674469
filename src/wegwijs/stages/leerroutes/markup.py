"""The rows of a full week as HTML: as fields of Django and as a template they took most of the time of that page.

A test holds the controls against those that Django draws of the same form.
"""

from collections.abc import Iterable

from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe

from wegwijs.stages.leerroutes.forms.week import LABELS, MISSED, PARTS, TIME, Cell, Row, WeekForm
from wegwijs.ui.forms.drawing import attributes

# What stays of the heading of a column above its box on a phone, and what only who hears the page is told besides.
_SHORT = {**dict.fromkeys(PARTS, ""), MISSED[-1]: " zonder afmelding"}
_BOX = {
    css: attributes({**TIME, "class": f"utrecht-textbox {css}{TIME['class']}"})
    for css in ("", "utrecht-textbox--invalid ")
}
_NAMES = {part: LABELS[part].removesuffix(_SHORT[part]) for part in PARTS}


def week_rows(form: WeekForm) -> SafeString:
    """A row for each participant, in the order of names."""
    reasons: list[tuple[str, str]] = [
        (escaped(str(value)), escaped(str(label))) for value, label in form.reasons
    ]
    return mark_safe("".join([_row(row, reasons) for row in form.rows()]))  # noqa: S308 - escaped piece by piece below


def _row(row: Row, reasons: list[tuple[str, str]]) -> str:
    name, by = escaped(row.aanbod.name), f" · {escaped(row.by)}" if row.by else ""
    last = len(PARTS) - 1
    times = "".join(
        [
            _cell(
                time,
                "ww-grid__missed" if place == last else "",
                f'{_NAMES[part]}<span class="ww-hidden">{_SHORT[part]}: {name}</span>',
                f'<input type="text" name="{time.name}"{_value(time.value)}{_box(time)}>',
            )
            for place, (part, time) in enumerate(zip(PARTS, row.times, strict=True))
        ]
    )
    chosen = _cell(
        row.reason,
        "",
        f'Reden van gemist<span class="ww-hidden">: {name}</span>',
        _choice(row.reason, reasons),
    )
    seen = f'<input type="hidden" name="{row.seen.name}"{_value(row.seen.value)} id="id_{row.seen.name}">'
    return (
        f'<tr><th scope="row"><span class="ww-cell-main">{name}</span> <span class="ww-cell-note">{escaped(row.aanbod.number)}{by}</span>{seen}</th>'
        f"{times}{chosen}</tr>"
    )


def _cell(cell: Cell, css: str, label: str, control: str) -> str:
    css = " ".join(filter(None, (css, "ww-grid__wrong" if cell.errors else "")))
    return (
        f'<td{f" class={chr(34)}{css}{chr(34)}" if css else ""}><label class="ww-grid__label" for="id_{cell.name}">{label}</label>'
        f"{control}{_errors(cell)}</td>"
    )


def _errors(cell: Cell) -> str:
    if not cell.errors:
        return ""
    return (
        f'<div class="utrecht-form-field-error-message ww-error" id="id_{cell.name}_error">'
        f"{_joined(f'<p>{escaped(error)}</p>' for error in cell.errors)}</div>"
    )


def _value(value: object) -> str:
    return "" if value in (None, "") else f' value="{escaped(str(value))}"'


def _box(cell: Cell) -> str:
    return f'{_BOX["utrecht-textbox--invalid " if cell.errors else ""]}{_aria(cell)} id="id_{cell.name}"'


def _aria(cell: Cell) -> str:
    return f' aria-invalid="true" aria-describedby="id_{cell.name}_error"' if cell.errors else ""


def _choice(cell: Cell, reasons: list[tuple[str, str]]) -> str:
    chosen = escaped(str(cell.value or ""))
    options = _joined(
        f'\n  <option value="{value}"{" selected" if value == chosen else ""}>{label}</option>' for value, label in reasons
    )  # fmt: skip
    css = f"utrecht-select{' utrecht-select--invalid' if cell.errors else ''}"
    return f'<select name="{cell.name}"{_aria(cell)} id="id_{cell.name}" class="{css}">{options}\n</select>'


def _joined(parts: Iterable[str]) -> str:
    return "".join(list(parts))
