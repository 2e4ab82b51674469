"""The long lists of the dossier page and of search as HTML, from the components of ``ui.markup`` where they are such."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wegwijs.desk.planning import SESSION, Item
from wegwijs.dossiers.models import Contactmoment
from wegwijs.dossiers.presenters import TermijnLine
from wegwijs.dossiers.queries import Contact
from wegwijs.dossiers.searching import Found
from wegwijs.dossiers.stand import Stand
from wegwijs.ui import markup
from wegwijs.ui.format import capital, day
from wegwijs.ui.parts import Act


def standing_html(lines: Iterable[TermijnLine]) -> SafeString:
    """Termijnen that still ask something; of the first the reasoning is open."""
    return _joined(
        markup.row(line.label, line.note, due=line.due, body=markup.why(line.why, opened=number == 0))
        for number, line in enumerate(lines)
    )


def past_html(lines: Iterable[TermijnLine]) -> SafeString:
    """Termijnen that were met or lapsed."""
    return _joined(
        markup.row(line.label, line.stand, end=line.due.text, body=markup.why(line.why)) for line in lines
    )


def stand_html(facts: Iterable[Stand]) -> SafeString:
    """What others reported, each with who and when."""
    return _joined(
        markup.data_item(
            fact.label,
            format_html(
                '{} <span class="ww-small">{}{}</span>',
                fact.value,
                fact.source,
                f" · {fact.before}" if fact.before else "",
            ),
        )
        for fact in facts
    )


def planned_html(items: Iterable[Item], *, registers: bool) -> SafeString:
    """Rows of a day in the week of the region: when, what and how, with whom, by whom.

    ``registers``: the reader may open sessions, where who was there is registered.
    """
    return _joined(_planned(item, linked=registers or item.kind != SESSION) for item in items)


def _planned(item: Item, *, linked: bool) -> SafeString:
    who = format_html('<a href="{}">{}</a>', item.url, item.name) if linked else item.name
    how = f"{item.way}{', ' if item.way and item.place else ''}{item.place}"
    return format_html(
        '<tr><td><b>{}</b> <span class="ww-cell-note">{}</span></td><td data-label="Wat"><span class="ww-cell-main">{}</span> '
        '<span class="ww-cell-note">{}</span></td><td data-label="Wie">{} <span class="ww-cell-note">{}</span></td>'
        '<td data-label="Door">{}</td></tr>\n',
        f"{item.at:%H:%M}" if item.at else "", item.length, capital(item.what), how, who, item.number,
        item.who or "nog niemand",
    )  # fmt: skip


def contacts_html(contacts: Iterable[Contact]) -> SafeString:
    """Calls, visits and messages."""
    return _joined(
        markup.row(
            f"{_WAYS[contact.way]}{'' if contact.reached else ', niet bereikt'}",
            f"{day(contact.on)} · {contact.author}, {contact.organisation}",
            body=format_html("<p>{}</p>", contact.summary),
        )
        for contact in contacts
    )


_WAYS = {value: str(label).capitalize() for value, label in Contactmoment.Way.choices}


def acts_html(acts: Iterable[Act]) -> SafeString:
    """What can be done in a dossier, as a row of small buttons."""
    return _joined(
        markup.button(act.label, href=act.url, kind="subtle" if act.subtle else "secondary", small=True)
        for act in acts
    )


_FOUND = (
    '<tr><td><a href="/dossier/{}/">{}</a> <span class="ww-cell-note">{} · {}</span>{}</td><td data-label="Dossier">{}</td>'
    '<td data-label="Gemeente">{}</td><td data-label="Stand">{}</td><td data-label="Regisseur">{}</td></tr>'
)
_ALIKE = mark_safe(' <span class="ww-cell-note ww-cell-signal">klinkt als wat u typte</span>')


def found_html(found: Iterable[Found]) -> SafeString:
    """The rows of what a search found; what only sounds like it says so."""
    return _joined(
        format_html(
            _FOUND,
            row.pk,
            row.name,
            row.born,
            row.variant,
            _ALIKE if row.alike else "",
            row.number,
            row.gemeente,
            row.stand,
            row.regisseur,
        )
        for row in found
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 - each is escaped where it is made
