"""Dutch formatting. Pure functions: whoever needs a relative date says which day it is."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
SOON_DAYS = 7
_AMOUNT = re.compile(r"€ -?[\d.]+,\d\d")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


class Severity(StrEnum):
    """How near a last day is; the value is the last part of the CSS class."""

    LATE = "late"
    SOON = "soon"
    IN_TIME = "in-time"


def day(value: date) -> str:
    """23-11-2026."""
    return f"{value.day:02d}-{value.month:02d}-{value.year:04d}"


def long_day(value: date) -> str:
    """23 november 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month_name(value: date) -> str:
    """november 2026."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """maandag 23 november 2026."""
    return f"{WEEKDAYS[value.weekday()]} {long_day(value)}"


def moment(value: datetime) -> str:
    """23-11-2026 14:05, in Dutch time. A naive value is taken as Dutch time already."""
    local = value.astimezone(AMSTERDAM) if value.tzinfo else value
    return f"{day(local)} {local:%H:%M}"


def days_left(on: date, today: date) -> str:
    """What stands under a last day: nog 6 dagen, morgen, vandaag, 4 dagen te laat."""
    days = (on - today).days
    if days == 0:
        return "vandaag"
    if days == 1:
        return "morgen"
    if days > 1:
        return f"nog {days} dagen"
    return "1 dag te laat" if days == -1 else f"{-days} dagen te laat"


def distance(on: date, today: date) -> str:
    """How far a day is that is no deadline: over 3 dagen, morgen, vandaag, gisteren, 12 dagen geleden."""
    days = (on - today).days
    near = {0: "vandaag", 1: "morgen", -1: "gisteren"}
    if days in near:
        return near[days]
    return f"over {days} dagen" if days > 0 else f"{-days} dagen geleden"


def severity(on: date, today: date) -> Severity:
    """LATE after the last day; SOON from seven days before it, itself included; else IN_TIME."""
    days = (on - today).days
    if days < 0:
        return Severity.LATE
    return Severity.SOON if days <= SOON_DAYS else Severity.IN_TIME


@dataclass(frozen=True, slots=True)
class Dated:
    """A last day as a page shows it, made once per row: ``<c-dated :value="row.due" />``."""

    iso: str
    text: str
    words: str
    severity: str

    def __str__(self) -> str:
        return f"{self.text}, {self.words}"


def dated(on: date, today: date) -> Dated:
    """A last day with the words and the severity that belong to it today."""
    return Dated(on.isoformat(), day(on), days_left(on, today), severity(on, today).value)


def euros(cents: int) -> str:
    """Whole cents as € 1.234,56; below zero € -12,50."""
    sign = "-" if cents < 0 else ""
    whole, part = divmod(abs(cents), 100)
    return f"€ {sign}{number(whole)},{part:02d}"


def together(text: str) -> str:
    """The same, kept on one line: an amount within a sentence, whose sign may not stand apart from it."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def amounts_together(text: str) -> str:
    """A sentence that was stored, of which no amount breaks over two lines."""
    return _AMOUNT.sub(lambda found: together(found[0]), text)


def number(value: int) -> str:
    """1.234."""
    return f"{value:,}".replace(",", ".")


def hours(minutes: int) -> str:
    """Minutes as hours, to the hundredth: 2,5 or 12."""
    whole, rest = divmod(round(abs(minutes) * 100 / 60), 100)
    part = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{'-' if minutes < 0 else ''}{number(whole)}{part}"


def duration(minutes: int) -> str:
    """ "2,5 uur"."""
    return f"{hours(minutes)} uur"


def capital(text: str) -> str:
    """The first letter large; the others stay as they are, so that PVT stays PVT."""
    return text[:1].upper() + text[1:]


def masked_bsn(bsn: str) -> str:
    """***** 0408: only the last four digits; empty stays empty."""
    digits = "".join(filter(str.isdigit, bsn))
    return f"***** {digits[-4:]}" if digits else ""


def postcode(value: str) -> str:
    """3311 AB, from any spacing or case; what isn't a postcode comes back as it was."""
    compact = "".join(value.split()).upper()
    return f"{compact[:4]} {compact[4:]}" if re.fullmatch(r"\d{4}[A-Z]{2}", compact) else value


def bold(text: object) -> SafeString:
    """Escaped text in which ``**words**`` become bold. Safe for text from anywhere."""
    return mark_safe(BOLD.sub(r"<b>\1</b>", escape(text)))  # noqa: S308 - escaped just before


# The first that a browser names counts: Edge and Chrome call themselves Safari as well.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


def browser(user_agent: str) -> str:
    """Which browser on which kind of machine sent this header, as people call them; empty when neither is known."""
    program = next((name for part, name in _BROWSERS if part in user_agent), "")
    system = next((name for part, name in _SYSTEMS if part in user_agent), "")
    return " op ".join(filter(None, (program, system)))
