"""What pages show of a referral: one reading for the receiver, the preview and the sender; finished Dutch text."""

from collections.abc import Collection
from dataclasses import dataclass

from wegwijs import clock
from wegwijs.stages.begeleiding.models import Gegeven, Grondslag, Verwijzing
from wegwijs.ui.format import day
from wegwijs.ui.parts import Fact

State = Verwijzing.State
SEVERITY = {
    State.VERSTUURD: "soon",
    State.GEACCEPTEERD: "in-time",
    State.GEWEIGERD: "outside",
    State.TERUGGEGEVEN: "done",
}
WITHHELD = "wordt niet meer getoond: vraag het de contactpersoon"


@dataclass(frozen=True, slots=True)
class Told:
    """What the receiver reads, all of it. The preview is this too, of a referral that was not sent yet."""

    name: str
    asked: tuple[Fact, ...]
    question: str
    told: tuple[Fact, ...]


def told(referral: Verwijzing, withheld: Collection[str] = ()) -> Told:
    """``withheld``: groups that are unsafe to show now, though they were sent."""
    lines = [
        Fact(label, WITHHELD if group in withheld else value)
        for group in Gegeven
        for label, value in referral.shared.get(group.value, [])
    ]
    return Told(
        name=name_of(referral),
        asked=(
            Fact("Voor", referral.organisation.name),
            Fact("Verstuurd", f"{day(referral.sent_on)} door {referral.sent_label}"),
            Fact("Reden", referral.get_reason_display().capitalize()),
            Fact("Mag omdat", _begun(_ground(referral))),
        ),
        question=referral.question,
        told=tuple(lines),
    )


def name_of(referral: Verwijzing) -> str:
    """Who it is about, as it was told."""
    pairs = referral.shared.get(Gegeven.NAAM.value) or [["", "naam niet gedeeld"]]
    return str(pairs[0][1])


def _begun(words: str) -> str:
    """With a capital; names of laws keep theirs."""
    return words[:1].upper() + words[1:]


def _ground(referral: Verwijzing) -> str:
    if referral.basis != Grondslag.TOESTEMMING:
        return referral.get_basis_display()
    given = f", {referral.get_consent_way_display()}" if referral.consent_way else ""
    when = f" op {day(referral.consent_on)}" if referral.consent_on else ""
    return f"{referral.get_basis_display()}{when}{given}"


@dataclass(frozen=True, slots=True)
class Line:
    """A row in a list: ``title`` who or to whom, ``note`` what about, ``stand`` how far, ``severity`` its colour."""

    pk: str
    title: str
    note: str
    stand: str
    severity: str


def to_do(referral: Verwijzing) -> Line:
    """For the receiver's list."""
    since = (clock.today() - (referral.accepted_on or referral.sent_on)).days
    days = "vandaag" if since < 1 else "sinds gisteren" if since == 1 else f"al {since} dagen"
    stand = f"aangenomen, {days}" if referral.accepted_on else f"nieuw, {days}"
    note = f"{referral.get_reason_display().capitalize()} · verstuurd op {day(referral.sent_on)}"
    return Line(str(referral.pk), name_of(referral), note, stand, SEVERITY[State(referral.state)])


def sent(referral: Verwijzing) -> Line:
    """For the list of a dossier."""
    note = f"{referral.get_reason_display().capitalize()} · verstuurd op {day(referral.sent_on)}"
    return Line(
        str(referral.pk), referral.organisation.name, note, stand(referral), SEVERITY.get(State(referral.state), "neutral")
    )  # fmt: skip


def stand(referral: Verwijzing) -> str:
    """How far it is, with the day."""
    if referral.ended_on:
        return f"{referral.get_state_display()} op {day(referral.ended_on)}"
    if referral.accepted_on:
        return f"aangenomen op {day(referral.accepted_on)}"
    return "nog niet aangenomen"


def answer(referral: Verwijzing) -> tuple[Fact, ...]:
    """What came back, or why it stopped; empty while it runs."""
    found = []
    if referral.accepted_on:
        found.append(Fact("Aangenomen", f"{day(referral.accepted_on)} door {referral.accepted_label}"))
    if referral.refused:
        found.append(Fact("Niet aangenomen omdat", referral.get_refused_display()))
    if referral.explained:
        found.append(Fact("Toelichting", referral.explained))
    if referral.outcome:
        found.append(Fact("Uitkomst", referral.get_outcome_display().capitalize()))
        found.append(Fact("Wat is gevonden", referral.found))
        found.append(Fact("Wat volgt", referral.follows or "niets"))
    if referral.stopped:
        found.append(Fact("Gestopt omdat", referral.get_stopped_display()))
    if referral.ended_on:
        found.append(Fact("Klaar", f"{day(referral.ended_on)} door {referral.ended_label}"))
    return tuple(found)
