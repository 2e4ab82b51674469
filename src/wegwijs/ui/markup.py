"""Components of which a page shows many, written out in Python: as templates they took half the time of such a page.

The templates of the same name in ``cotton`` print these, so that each has one definition; pages with long lists may call
them directly. Text is escaped unless it is marked safe.
"""

from collections.abc import Iterable

from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe

from wegwijs.ui.format import Dated, bold
from wegwijs.ui.parts import Happened, Why


def dated(value: Dated | None, css: str = "", empty: str = "–") -> SafeString:
    """A last day with its words, or ``empty``."""
    css = f" {escaped(css)}" if css else ""
    if not value:
        return _safe(f'<span class="ww-dated{css}">{escaped(empty)}</span>')
    return _safe(
        f'<span class="ww-dated ww-dated--{escaped(value.severity)}{css}"><time class="ww-dated__day" datetime="{escaped(value.iso)}">'
        f'{escaped(value.text)}</time> <span class="ww-dated__words">{escaped(value.words)}</span></span>'
    )


def row(
    title: str = "",
    note: str = "",
    severity: str = "",
    due: Dated | None = None,
    end: str = "",
    body: str = "",
    attrs: object = "",
) -> SafeString:
    """One thing in a card: title, small note, a last day or something else at the end, and what belongs under it."""
    worse = due.severity if due else severity
    return _safe(
        f'<div class="ww-row{f" ww-row--{escaped(worse)}" if worse else ""}" {attrs}><div class="ww-row__top"><div class="ww-row__text">'
        + (f'<p class="ww-row__title">{escaped(title)}</p>' if title else "")
        + (f'<p class="ww-small">{escaped(note)}</p>' if note else "")
        + "</div>"
        + (dated(due, "ww-row__end") if due else "")
        + (f'<div class="ww-row__end">{escaped(end)}</div>' if end else "")
        + f"</div>{escaped(body)}</div>"
    )


_KINDS = {"primary": "primary", "subtle": "subtle", "danger": "secondary ww-button--danger"}


def button(
    body: str,
    href: str = "",
    kind: str = "secondary",
    type: str = "submit",  # noqa: A002 - as HTML calls it
    small: object = False,
    attrs: object = "",
) -> SafeString:
    """A button, or with ``href`` a link that looks like one; ``kind`` is primary, secondary, subtle or danger."""
    css = f"nl-button nl-button--{_KINDS.get(kind, 'secondary')}{' ww-button--small' if small else ''}"
    if href:
        return _safe(f'<a class="{css}" href="{escaped(href)}" {attrs}>{escaped(body)}</a>')
    return _safe(f'<button class="{css}" type="{escaped(type)}" {attrs}>{escaped(body)}</button>')


def why(
    reasons: Why | None, *, opened: bool = False, label: str = "waarom?", body: str = "", attrs: object = ""
) -> SafeString:
    """The panel that explains a date or a choice."""
    panel = _reasons(reasons) if reasons else ""
    source = f'<p class="ww-small">{escaped(reasons.source)}</p>' if reasons and reasons.source else ""
    return _safe(
        f'<details class="ww-why"{" open" if opened else ""} {attrs}><summary>{escaped(label)}</summary>'
        f'<div class="ww-why__panel">{panel}{escaped(body)}{source}</div></details>'
    )


def _reasons(reasons: Why) -> str:
    title = f'<p class="ww-why__title">{escaped(reasons.title)}</p>' if reasons.title else ""
    steps = f"<ol>{_items(reasons.steps)}</ol>" if reasons.steps else ""
    changes = (
        f'<p class="ww-why__sub">Wat dit verandert</p><ul>{_items(reasons.changes)}</ul>'
        if reasons.changes
        else ""
    )
    return f"{title}{steps}{changes}"


def _items(texts: Iterable[str]) -> str:
    return "".join([f"<li>{bold(text)}</li>" for text in texts])


def timeline_lines(events: Iterable[Happened]) -> SafeString:
    """The lines of a timeline."""
    return _safe("".join(map(_event, events or ())))


def _event(event: Happened) -> str:
    css = (" ww-event--outside" if event.outside else "") + (
        " ww-event--withdrawn" if event.withdrawn else ""
    )
    title: str = escaped(event.title)
    if event.url:
        title = f'<a class="nl-link" href="{escaped(event.url)}">{title}</a>'
    outside = " ww-badge--outside" if event.outside else ""
    origin = (
        f' <span class="nl-data-badge ww-badge{outside}">{escaped(event.origin)}</span>'
        if event.origin
        else ""
    )
    gone = ' <span class="ww-small">vervangen door een latere regel</span>' if event.withdrawn else ""
    by = f" · {escaped(event.by)}" if event.by else ""
    text = f'<p class="ww-event__text">{escaped(event.text)}</p>' if event.text else ""
    return (
        f'<li class="ww-event{css}"><p class="ww-event__title">{title}{origin}{gone}</p>'
        f'<p class="ww-small">{escaped(event.when)}{by}</p>{text}</li>'
    )


def data_item(label: str, body: str, severity: str = "", attrs: object = "") -> SafeString:
    """A label and its value in a list of data."""
    css = f' class="ww-text--{escaped(severity)}"' if severity else ""
    return _safe(f"<div {attrs}><dt>{escaped(label)}</dt><dd{css}>{escaped(body)}</dd></div>")


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - put together from escaped values above
