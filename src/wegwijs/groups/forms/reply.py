"""The page at which somebody without an account says whether they come: in Dutch, and beside it in their own language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wegwijs.documents.templatetags.letters import passages
from wegwijs.documents.wording import DUTCH, LANGUAGES, Value, Weekday, words_in
from wegwijs.groups.commands.letters import where
from wegwijs.groups.commands.reply import Answer
from wegwijs.groups.models import Absence, Attendance, Reply
from wegwijs.people.languages import LANGUAGES as KNOWN
from wegwijs.ui import forms as ui

SECTION = "antwoord"


@dataclass(frozen=True, slots=True)
class Own:
    """A sentence in somebody's own language. ``direction``: ltr or rtl."""

    lang: str
    direction: str
    words: SafeString


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of the page. ``language`` is a code; "" or one that we have no words in: only Dutch."""

    language: str

    def own(self, key: str) -> Own | None:
        """A sentence of the page in the own language; None: there is none."""
        if self.language not in LANGUAGES:
            return None
        return self._own(words_in(self.language).say(SECTION, key))

    def day(self, value: Value) -> Own | None:
        """A day in the own language."""
        return self._own(words_in(self.language).value(value)) if self.language in LANGUAGES else None

    def both(self, key: str) -> SafeString:
        """Dutch, with the own language under it, each marked as what it is."""
        own = self.own(key)
        dutch = DUTCH.say(SECTION, key)
        if own is None:
            return format_html("{}", dutch)
        return format_html(
            '{} <span class="ww-own" lang="{}" dir="{}">{}</span>', dutch, own.lang, own.direction, own.words
        )

    def all(self) -> Mapping[str, tuple[str, Own | None]]:
        """Every sentence of the page by its key."""
        return {key: (DUTCH.say(SECTION, key), self.own(key)) for key in DUTCH.texts[SECTION]}

    def _own(self, words: str) -> Own:
        return Own(self.language, "rtl" if KNOWN[self.language].rtl else "ltr", passages(words))


@dataclass(frozen=True, slots=True)
class Asked:
    """One session on the page. ``unfolded``: the reasons show."""

    number: int
    day: str
    own_day: Own | None
    time: str
    subject: str
    place: str
    reply: BoundField
    reason: BoundField
    unfolded: bool


class ReplyForm(ui.Form):
    """For each session whether somebody comes. What isn't answered stays open; a session that isn't in the list is no field."""

    def __init__(self, data: QueryDict | None = None, *, rows: Sequence[Attendance], spoken: Spoken) -> None:
        self.rows, self.spoken = rows, spoken
        initial: dict[str, str] = {}
        for row in rows:
            initial |= {_name("komt", row.pk): row.reply, _name("reden", row.pk): row.reply_reason}
        super().__init__(data, initial=initial)
        for row in rows:
            self.fields[_name("komt", row.pk)] = _choice(
                spoken.both("titel"), [(each.value, spoken.both(each.value)) for each in Reply]
            )
            self.fields[_name("reden", row.pk)] = _choice(
                spoken.both("reden"), [(each.value, spoken.both(each.value)) for each in Absence]
            )

    def clean(self) -> dict[str, Any]:
        """Who doesn't come says why."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for row in self.rows:
            reason = _name("reden", row.pk)
            if data.get(_name("komt", row.pk)) == Reply.KOMT_NIET and reason in data and not data[reason]:
                self.add_error(reason, self.spoken.both("kies_reden"))
        return data

    def answers(self) -> dict[UUID, Answer]:
        """What was answered."""
        found = {}
        for row in self.rows:
            said = self.cleaned_data[_name("komt", row.pk)]
            reason = self.cleaned_data[_name("reden", row.pk)]
            if said:
                found[row.pk] = Answer(Reply(said), Absence(reason) if reason else None)
        return found

    def asked(self) -> Iterator[Asked]:
        """The sessions in their order."""
        for number, row in enumerate(self.rows, start=1):
            session = row.session
            reply, reason = self[_name("komt", row.pk)], self[_name("reden", row.pk)]
            yield Asked(
                number=number, day=DUTCH.value(Weekday(session.on)), own_day=self.spoken.day(Weekday(session.on)),
                time=f"{session.at:%H:%M} tot {session.slot.until:%H:%M} uur", subject=session.title, place=where(session),
                reply=reply, reason=reason,
                unfolded=bool(reason.errors) or reply.value() == Reply.KOMT_NIET,
            )  # fmt: skip


def _name(what: str, key: UUID) -> str:
    return f"{what}_{key.hex}"


def _choice(label: str, choices: list[tuple[str, SafeString]]) -> ui.RadioField:
    field = ui.RadioField(label=label, choices=choices, required=False)
    # It may be answered later; the words on the page say so.
    field.needed_later = True  # type: ignore[attr-defined]
    return field


class CodeForm(ui.Form):
    """The code of the letter, for who types it."""

    code = forms.CharField(
        label=DUTCH.say(SECTION, "code"),
        max_length=60,
        help_text="Bijvoorbeeld abcd-efgh-jkmn-pqrs-tvwx",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
