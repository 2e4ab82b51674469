"""What the pages of the handover show, as finished Dutch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.choices import HouseRefusal, HouseStep, words_of
from wegwijs.dossiers.models import Afspraak, Dossier, Gebeurtenis
from wegwijs.dossiers.presenters import afspraken
from wegwijs.people.models import Source
from wegwijs.people.queries import Candidate
from wegwijs.stages.overdracht.invitations import due, mark, told_in
from wegwijs.stages.overdracht.models import Aanlevering, Einde, ProfielVeld
from wegwijs.stages.overdracht.profile import VELDEN, Deel, shown
from wegwijs.stages.overdracht.queries import Stand, newest
from wegwijs.ui.format import day, distance, masked_bsn

MISSING_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One handover in the list."""

    dossier: Dossier
    linked: str
    since: str
    location: str
    house: str
    missing: str
    count: int
    talk: str


def line(dossier: Dossier, stand: Stand, today: date) -> Line:
    """A dossier of the list with how it stands."""
    names = stand.missing
    more = f" en {len(names) - MISSING_SHOWN} meer" if len(names) > MISSING_SHOWN else ""
    return Line(
        dossier=dossier,
        linked=day(stand.linked_on) if stand.linked_on else "niet gekoppeld",
        since=weeks(stand.linked_on, today) if stand.linked_on else "",
        location=_place(stand, dossier),
        house=house(stand),
        missing=f"{', '.join(names[:MISSING_SHOWN])}{more}",
        count=len(names),
        talk=_talk(stand),
    )


def weeks(on: date, today: date) -> str:
    """How long ago, in whole weeks once there are two."""
    number = (today - on).days // 7
    return f"{number} weken geleden" if number > 1 else distance(on, today)


def _talk(stand: Stand) -> str:
    if stand.talked_on:
        return f"gevoerd op {day(stand.talked_on)}"
    return f"gepland op {day(stand.planned_on)}" if stand.planned_on else "nog niet gepland"


def house(stand: Stand) -> str:
    """How far housing is, in words."""
    if stand.registered_on:
        return f"ingeschreven op {day(stand.registered_on)}"
    if stand.house_step and stand.house_on:
        because = f": {words_of(HouseRefusal, stand.house_refusal)}" if stand.house_refusal else ""
        return f"{HouseStep(stand.house_step).label}{because}, {day(stand.house_on)}"
    return "nog geen woning"


@dataclass(frozen=True, slots=True)
class Supplying:
    """Whether COA fills in its part: in words, and whether it can be asked or stopped."""

    note: str
    runs: bool
    can_ask: bool


def supplying(row: Aanlevering | None, dossier: Dossier) -> Supplying:
    """``row``: the last time that COA was asked."""
    if row is None:
        return Supplying("COA is niet gevraagd om aan te vullen", runs=False, can_ask=dossier.is_open)
    gave = f"leverde aan op {day(row.supplied_on)}" if row.supplied_on else "leverde nog niets aan"
    if row.shown:
        return Supplying(
            f"{row.organisation} ziet deze persoon op het eigen overzicht en {gave}", runs=True, can_ask=False
        )
    ended = day(row.ended_on) if row.ended_on else ""
    again = dossier.is_open and row.ended_because != Einde.VERHUISD
    return Supplying(
        f"{gave}; toegang eindigde op {ended}: {row.get_ended_because_display()}", runs=False, can_ask=again
    )


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A driegesprek: what is agreed, the letter that is due about it ("": none), and whether it still goes on."""

    pk: str
    day: str
    title: str
    note: str
    letter: str
    planned: bool


def talks(dossier: Dossier, events: Iterable[Gebeurtenis]) -> list[TalkLine]:
    """The planned driegesprekken of a dossier that was opened ``with_afspraken``, and the cancelled ones of which the person
    was told that they go on. ``events``: its timeline, with the letters about these talks."""
    told = told_in(events)
    rows = {row["pk"]: row for row in getattr(dossier, "planned", [])}
    found = []
    for talk in afspraken(dossier, Afspraak.Soort.DRIEGESPREK):
        row = rows[talk.pk]
        now = mark(row["on"], row["at"], row["way"], row["place"])
        letter = due(told.get(talk.pk), now)
        found.append(
            TalkLine(talk.pk, talk.day, talk.title, talk.note, letter.label if letter else "", planned=True)
        )
    for pk, last in told.items():
        if pk not in rows and (letter := due(last, "")):
            note = "afgezegd; de inburgeraar weet dat nog niet"
            found.append(
                TalkLine(
                    pk, day(last.day), f"Driegesprek van {day(last.day)}", note, letter.label, planned=False
                )
            )
    return found


@dataclass(frozen=True, slots=True)
class Check:
    """One point of the handover: what, how it stands, the page where it is recorded and, when it can be, where it is planned."""

    title: str
    note: str
    done: bool
    page: str
    label: str
    plan: str = ""


def _place(stand: Stand, dossier: Dossier) -> str:
    """Where COA houses someone; nobody reads it here when the address is protected."""
    return "afgeschermd" if stand.location and dossier.person.protected else stand.location


def checks(stand: Stand, dossier: Dossier) -> list[Check]:
    """The points of the handover in the order of the work."""
    profile = (
        f"nog niet bekend: {', '.join(stand.asked)}"
        if stand.asked
        else "alles wat de overdracht vraagt is bekend"
    )
    return [
        Check("Koppeling van COA", _koppeling(stand, _place(stand, dossier)), stand.linked_on is not None, "overdracht:koppeling", "Leg vast"),
        Check(
            "Klantprofiel",
            profile if stand.keys else "nog niets van COA ontvangen",
            bool(stand.keys) and not stand.asked,
            "overdracht:profile",
            "Vul aan",
        ),
        Check(
            "Voorinburgering",
            "bekend wat iemand bij COA volgde" if stand.followed else "nog niet bekend of iemand die volgde",
            stand.followed,
            "overdracht:voorinburgering",
            "Leg vast",
        ),
        Check(
            "Driegesprek",
            f"COA, gemeente en inburgeraar samen: {_talk(stand)}",
            stand.talked_on is not None,
            "overdracht:driegesprek",
            "Leg vast",
            "" if stand.talked_on or stand.planned_on else "overdracht:driegesprek_plan",
        ),
        Check(
            "Woning",
            house(stand),
            stand.housed,
            "overdracht:house",
            "Leg stap vast",
        ),
        Check(
            "Inschrijving in de BRP",
            f"sinds {day(stand.registered_on)}" if stand.registered_on else "kan de tien weken voor het PIP starten",
            stand.registered_on is not None,
            "dossiers:registration",
            "Leg vast",
        ),
    ]  # fmt: skip


def _koppeling(stand: Stand, place: str) -> str:
    if stand.linked_on is None:
        return "COA heeft nog niet gekoppeld"
    return f"op {day(stand.linked_on)}{f', opvang in {place}' if place else ''}"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the profile with where it comes from, and how many earlier ones there are."""

    label: str
    value: str
    source: str
    earlier: tuple[str, ...]


def profile(rows: list[ProfielVeld], dossier: Dossier) -> list[tuple[str, list[Value]]]:
    """The profile part by part, of rows newest first; parts of which nothing is known are left out.

    Where someone stays is left out as well when the address is protected.
    """
    if dossier.person.protected:
        rows = [row for row in rows if row.key != "locatie"]
    current = newest(rows)
    parts = []
    for deel in Deel:
        values = [
            Value(
                veld.label,
                shown(veld.key, current[veld.key].value),
                _source(current[veld.key]),
                tuple(
                    f"{shown(r.key, r.value)} ({_source(r)})"
                    for r in rows
                    if r.key == veld.key and r.pk != current[veld.key].pk
                ),
            )
            for veld in VELDEN.values()
            if veld.deel is deel and veld.key in current
        ]
        if values:
            parts.append((deel.value, values))
    return parts


def _source(row: ProfielVeld) -> str:
    return f"{Source(row.source).label}, {day(row.as_of)}"


@dataclass(frozen=True, slots=True)
class Match:
    """Someone who is known beside what was typed. ``rows``: label, typed, known, differs; empty when not to be seen."""

    pk: str
    reason: str
    certain: bool
    may_link: bool
    rows: tuple[tuple[str, str, str, bool], ...]


def beside(typed: dict[str, str], found: Candidate, dossiers: list[Dossier]) -> Match:
    """``dossiers``: those of the known person that the actor may see."""
    seen = bool(dossiers)
    person = found.person
    known = {
        "Achternaam": person.geslachtsnaam,
        "Voornamen": person.voornamen,
        "Tussenvoegsel": person.voorvoegsel,
        "Geboren": str(person.birth),
        "BSN": masked_bsn(person.bsn or ""),
        "V-nummer": person.v_nummer or "",
        "Dossiers": ", ".join(f"{d.number} ({d.gemeente.naam}, {d.get_state_display()})" for d in dossiers),
    }
    rows = tuple(
        (label, typed.get(label, ""), value, label in typed and typed[label] != value)
        for label, value in known.items()
    )
    return Match(str(person.pk), found.reason, found.certain, seen or found.certain, rows if seen else ())
