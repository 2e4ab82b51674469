"""What COA's own desk shows, as finished Dutch."""

from dataclasses import dataclass

from wegwijs.stages.overdracht.commands.steps import TalkWay
from wegwijs.stages.overdracht.profile import VELDEN, shown
from wegwijs.stages.overdracht.supplies import Supply, TalkSeen
from wegwijs.ui.format import day, weekday
from wegwijs.ui.parts import Fact
from wi2021.intake import GEGEVENS, coa_may_share

# What has no field, and why.
NOT_SHARED = " ".join(coa_may_share(key).uitleg[0] for key, fact in GEGEVENS.items() if not fact.coa)


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in the list: when the talk is, and what still lacks."""

    pk: str
    name: str
    note: str
    talk: str
    lacks: str
    stand: str
    severity: str


def line(found: Supply) -> Line:
    """A row of the desk."""
    names = [named(key) for key in found.missing]
    note = " · ".join(
        filter(
            None,
            (
                f"geboren {found.birth}",
                found.gemeente,
                found.location,
                f"gekoppeld op {day(found.row.linked_on)}",
            ),
        )
    )
    return Line(
        pk=str(found.row.pk),
        name=found.name,
        note=note,
        talk=f"Driegesprek: {_moment(found.talk)}" if found.talk else "Driegesprek: nog niet gepland",
        lacks=f"Nog aan te leveren: {', '.join(names)}" if names else "",
        stand=f"nog {len(names)} {'gegeven' if len(names) == 1 else 'gegevens'}"
        if names
        else "alles aangeleverd",
        severity="soon" if names else "done",
    )


def named(key: str) -> str:
    """A field within a sentence; names of languages keep their capital."""
    label = VELDEN[key].label
    return f"{label[:1].lower()}{label[1:]}"


def _moment(talk: TalkSeen) -> str:
    where = ", ".join(filter(None, (_way(talk), talk.place)))
    return f"{weekday(talk.on)} {talk.at:%H:%M} uur, {where}"


def _way(talk: TalkSeen) -> str:
    return TalkWay(talk.way).label if talk.way in TalkWay.values else talk.way.label


def about(found: Supply) -> tuple[Fact, ...]:
    """Who it is, and whom of the gemeente to call."""
    contact = ", ".join(filter(None, (found.contact, found.phone))) or "nog geen contactpersoon"
    return (
        Fact("Geboren", str(found.birth)),
        Fact("Gaat naar", found.gemeente),
        Fact("Opvang", found.location or "–"),
        Fact("Gekoppeld op", day(found.row.linked_on)),
        Fact("Contactpersoon van de gemeente", contact),
    )


def talk(found: Supply) -> tuple[Fact, ...]:
    """The planned talk; empty while there is none."""
    if found.talk is None:
        return ()
    who = ", ".join(filter(None, (found.talk.employee, found.talk.phone)))
    return (
        Fact("Wanneer", f"{weekday(found.talk.on)} {found.talk.at:%H:%M} uur"),
        Fact("Hoe", _way(found.talk).capitalize()),
        Fact("Waar", found.talk.place or "–"),
        Fact("Met wie van de gemeente", who),
        Fact("Tolk", "er komt een tolk" if found.talk.interpreter else "geen tolk"),
    )


def notes(found: Supply) -> dict[str, str]:
    """What is known of each field: COA's own answer, or that the gemeente knows; of the rest nothing."""
    return {
        key: f"U gaf door: {shown(key, one.value)} ({day(one.as_of)})"
        if one.by_coa
        else "De gemeente weet dit al"
        for key, one in found.known.items()
    }
