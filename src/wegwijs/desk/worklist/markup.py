"""Fifty lines of the list as HTML. The same markup as the components of ``ui``, written out: a template takes ten times as long."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from wegwijs.desk.worklist.lines import FASEN, Line
from wegwijs.dossiers.models import Fase
from wegwijs.ui.parts import Menu

ROW = (
    '<tr class="ww-line--{severity}"><td>{due}</td><td><a href="/dossier/{pk}/">{name}</a>'
    ' <span class="ww-cell-note">{born} · {gemeente} · {variant}</span></td><td><span class="ww-cell-main">{what}</span>{why}</td>'
    '<td data-label="Fase">{fase}{route}</td><td data-label="Regisseur">{regisseur}</td>'
    '<td><a class="nl-button nl-button--secondary ww-button--small" href="{url}">{act}<span class="ww-hidden"> van {name}</span></a>'
    "</td></tr>\n"
)
DUE = (
    '<span class="ww-dated ww-dated--{0}"><time class="ww-dated__day" datetime="{1}">{2}</time>'
    ' <span class="ww-dated__words">{3}</span></span>'
)
SIGNAL = ' <span class="ww-cell-note ww-cell-signal">{0}</span>'
NOTE = ' <span class="ww-cell-note">{0}</span>'
WHY = (
    ' <span class="ww-cell-note">{note}</span> <details class="ww-why" data-hx-get="/dossier/{pk}/waarom/" data-hx-trigger="toggle once"'
    ' data-hx-target="find .ww-why__panel"><summary>waarom?<span class="ww-hidden"> {what}, {name}</span></summary>'
    '<div class="ww-why__panel" aria-live="polite"><a href="/dossier/{pk}/waarom/">Lees waarom</a></div></details>'
)


def rows_html(lines: Iterable[Line], *, may_intake: bool, may_pip: bool) -> SafeString:
    """The rows of the table's body; every value from outside is escaped here."""
    pages = {}
    if may_intake:
        pages[Fase.INTAKE.value] = ("/intake/{}/", "Open intake")
    if may_pip:
        pages[Fase.PIP.value] = ("/pip/{}/", "Open PIP")
    return mark_safe("".join(_row(line, pages) for line in lines))  # noqa: S308 - escaped value by value


def _row(line: Line, pages: dict[str, tuple[str, str]]) -> str:
    url, act = (line.url, "Open taak") if line.url else pages.get(line.fase, ("/dossier/{}/", "Open"))
    name, what, due = escape(line.name), escape(line.what), line.due
    why = SIGNAL.format(escape(line.signal)) if line.signal else ""
    if line.explained:
        why += WHY.format(pk=line.dossier, note=escape(line.note), what=what, name=name)
    elif line.note:
        why += NOTE.format(escape(line.note))
    return ROW.format(
        severity=line.severity,
        due=DUE.format(due.severity, due.iso, due.text, due.words)
        if due
        else '<span class="ww-dated">geen datum</span>',
        pk=line.dossier,
        name=name,
        born=line.born,
        gemeente=escape(line.gemeente),
        variant=escape(line.variant),
        what=what,
        why=why,
        fase=FASEN[line.fase],
        route=f' <span class="ww-cell-note">route {escape(line.route)}</span>' if line.route else "",
        regisseur=escape(line.regisseur),
        url=escape(line.url) or url.format(line.dossier),
        act=act,
    )


TILE = (
    '<li><a class="ww-tile ww-tile--{severity}" href="{url}"{current}><span class="ww-tile__number">{number}</span>'
    ' <span class="ww-tile__label">{label}</span></a></li>'
)
MENU = (
    '<details class="ww-chip-menu" name="filter"><summary class="ww-chip"{active}>{label} <span aria-hidden="true">▾</span></summary>'
    "<ul>{options}</ul></details>"
)
OPTION = '<li><a href="{}"{}>{}</a></li>'
CURRENT = ' aria-current="true"'


def tiles_html(tiles: Iterable[Mapping[str, Any]]) -> SafeString:
    """The tiles that count; each is a filter."""
    rows = (
        TILE.format(
            severity=tile["severity"],
            url=escape(tile["url"]),
            current=CURRENT if tile["current"] else "",
            number=tile["number"],
            label=escape(tile["label"]),
        )
        for tile in tiles
    )
    return mark_safe("".join(rows))  # noqa: S308 - escaped value by value


def menus_html(menus: Iterable[Menu]) -> SafeString:
    """The filters of which one value is chosen."""
    return mark_safe("".join(map(_menu, menus)))  # noqa: S308 - escaped value by value


def _menu(menu: Menu) -> str:
    return MENU.format(
        active=" data-active" if menu.active else "",
        label=escape(menu.label),
        options="".join(
            [
                OPTION.format(escape(option.url), CURRENT if option.active else "", escape(str(option.label)))
                for option in menu.options
            ]
        ),
    )
