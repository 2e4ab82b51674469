"""The invitation to a group: every half-day to come, what to bring, and how somebody says whether they come."""

from dataclasses import dataclass
from datetime import date

from wegwijs.documents.content import Block, Content, box, facts, heading, listed, square, text
from wegwijs.documents.letters.about import framed
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.wording import DUTCH, Same, Value, Weekday, Words


@dataclass(frozen=True, slots=True)
class HalfDay:
    """One session. ``begins`` and ``ends`` are Dutch clock times ("09:30"); ``fresh``: new or moved since an earlier letter."""

    on: date
    begins: str
    ends: str
    subject: str
    place: str
    fresh: bool = False


def told(day: HalfDay, words: Words, *, changed: bool = False) -> tuple[str, str]:
    """When, what and where, as a line of a letter; ``changed``: it says that this is new."""
    said = words.say(
        "groep", "bijeenkomst_anders" if changed else "bijeenkomst",
        van=Same(day.begins), tot=Same(day.ends), onderwerp=day.subject, plaats=day.place,
    )  # fmt: skip
    return words.value(Weekday(day.on)), said


@dataclass(frozen=True, slots=True)
class UitnodigingLetter:
    """Who has a place is asked to come. ``programme`` is what the group follows, with its article ("het ...").

    ``address`` is where ``code`` is filled in, ``link`` leads to the same page at once. ``own_language``: things are explained in the language of who gets it.
    ``again``: an earlier letter told other days. ``reminder``: an earlier one told the same, and no answer came.
    """

    sender: Sender
    number: str
    name: str
    dated: date
    programme: str
    group: str
    days: tuple[HalfDay, ...]
    address: str
    code: str
    link: str
    own_language: bool = False
    again: bool = False
    reminder: bool = False

    def content(self, words: Words = DUTCH) -> Content:
        """The letter in A2 Dutch, or in the language of ``words`` beside it."""
        return Content(
            subject=words.say("groep", f"onderwerp{self._which}", groep=Same(self.group)),
            blocks=(*self._days(words), *self._reply(words)),
            signature=self.sender.signature(words),
            **framed(self, words, "groep"),
        )

    @property
    def _which(self) -> str:
        """The end of the keys that say why this letter goes."""
        return "_herinnering" if self.reminder else "_anders" if self.again else ""

    def _days(self, words: Words) -> list[Block]:
        def say(key: str, **values: Value) -> str:
            return words.say("groep", key, **values)

        return [
            text(say(f"opening{self._which}", groep=Same(self.group), programma=self.programme)),
            heading(say("wanneer_kop")),
            facts(*(told(one, words, changed=self.again and one.fresh) for one in self.days)),
            *([text(say("eigen_taal"))] if self.own_language else []),
            *listed(
                say("meenemen_kop"), say("meenemen_document"), say("meenemen_pen"), say("meenemen_brief")
            ),
        ]

    def _reply(self, words: Words) -> list[Block]:
        def say(key: str, **values: Value) -> str:
            return words.say("groep", key, **values)

        call = (
            say("verhinderd_bel", telefoon=Same(self.sender.phone))
            if self.sender.phone
            else say("verhinderd_contact", contact=Same(self.sender.contact))
        )
        return [
            heading(say("antwoord_kop")),
            text(say("antwoord")),
            facts(
                (say("adres"), words.value(Same(self.address))), (say("code"), words.value(Same(self.code)))
            ),
            text(say("scan")),
            square(self.link),
            box(say("antwoord_alleen")),
            heading(say("verhinderd_kop")),
            text(call),
        ]
