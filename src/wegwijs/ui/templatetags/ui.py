"""Dutch formatting in templates; loaded everywhere, so without a load tag."""

from datetime import date, datetime

from django import template
from django.forms import BaseForm, BoundField, Field
from django.utils.safestring import SafeString

from wegwijs.ui import format as dutch
from wegwijs.ui import markup
from wegwijs.ui.notices import UNDO

register = template.Library()
# What the components of these names print.
register.simple_tag(markup.row, name="row_markup")
register.simple_tag(markup.button, name="button_markup")
register.simple_tag(markup.why, name="why_markup")
register.simple_tag(markup.dated, name="dated_markup")
register.simple_tag(markup.data_item, name="data_item_markup")
register.filter("timeline_lines", markup.timeline_lines)


@register.filter
def capital(text: str) -> str:
    """The first letter large: PVT stays PVT."""
    return dutch.capital(text)


@register.filter
def day(value: date | None) -> str:
    """23-11-2026; nothing for nothing."""
    return dutch.day(value) if value else ""


@register.filter
def long_day(value: date | None) -> str:
    """23 november 2026; nothing for nothing."""
    return dutch.long_day(value) if value else ""


@register.filter
def month_name(value: date | None) -> str:
    """november 2026; empty for nothing."""
    return dutch.month_name(value) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """maandag 23 november 2026; nothing for nothing."""
    return dutch.weekday(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """23-11-2026 14:05; nothing for nothing."""
    return dutch.moment(value) if value else ""


@register.filter
def browser(user_agent: str) -> str:
    """Firefox op Windows; nothing when neither is known."""
    return dutch.browser(user_agent)


@register.filter
def dated(on: date | None, today: date) -> dutch.Dated | None:
    """A last day with its words and severity: ``<c-dated :value="row.on|dated:today" />``."""
    return dutch.dated(on, today) if on else None


@register.filter
def euros(cents: int | None) -> str:
    """€ 1.234,56; nothing for nothing."""
    return "" if cents is None else dutch.euros(cents)


@register.filter
def thousands(value: int | None) -> str:
    """1.234; nothing for nothing."""
    return "" if value is None else dutch.number(value)


@register.filter
def masked_bsn(bsn: str | None) -> str:
    """***** 0408."""
    return dutch.masked_bsn(bsn or "")


@register.filter
def postcode(value: str | None) -> str:
    """3311 AB."""
    return dutch.postcode(value or "")


@register.filter
def bold(text: object) -> SafeString:
    """Escaped text with ``**words**`` in bold."""
    return dutch.bold(text)


@register.filter
def faulty_fields(form: BaseForm) -> list[BoundField]:
    """The visible fields of a form that have an error, in the order of the form."""
    return [field for field in form.visible_fields() if field.errors]


@register.filter
def naming(error: object, field: BoundField) -> str:
    """An error as it is shown: where a library's form only says that something is required, the field by its name."""
    return (
        f"Vul ‘{field.label}’ in."
        if str(error) == str(Field.default_error_messages["required"])
        else str(error)
    )


@register.filter
def wants_upload(form: BaseForm) -> bool:
    """Whether a form must be sent as multipart."""
    return form.is_multipart()


@register.filter
def undo_url(tags: str | None) -> str:
    """The address in a message's extra tags that undoes what was saved; see ``wegwijs.ui.notices``."""
    found = [tag for tag in (tags or "").split() if tag.startswith(UNDO)]
    return found[0].removeprefix(UNDO) if found else ""
