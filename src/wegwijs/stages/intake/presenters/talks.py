"""The talks and the oproepen for them, in the order of their days, and those that are still to be held."""

from dataclasses import dataclass
from datetime import date

from wegwijs.people.languages import language_name
from wegwijs.stages.intake.commands.talks import named
from wegwijs.stages.intake.models import BredeIntake, Gesprek, Oproep
from wegwijs.ui.format import day

OUT = Oproep.Uitkomst
SEVERITY = {OUT.VERSCHENEN: "done", OUT.MET_REDEN: "neutral", OUT.NIET: "late", OUT.ONVOLDOENDE: "late"}


@dataclass(frozen=True, slots=True)
class Meeting:
    """One oproep or talk. ``act`` is the page where it goes on ("outcome" or "talk"), with the number in the address.

    ``why`` tells why somebody didn't come or what was put right; only for who may see health.
    """

    title: str
    note: str
    state: str
    severity: str
    act: str
    number: int
    letter: str = ""
    topics: str = ""
    report: str = ""
    why: str = ""


def meetings(intake: BredeIntake, *, on: date, health: bool) -> tuple[Meeting, ...]:
    """Everything that happened or was agreed, oldest first; an oproep before the talk it was for."""
    rows: list[tuple[date, int, Meeting]] = []
    rows += [(call.at, 0, _oproep(call, on=on, health=health)) for call in intake.oproepen.all()]
    rows += [(talk.on, 1, _talk(talk, health=health)) for talk in intake.gesprekken.all()]
    return tuple(meeting for _, _, meeting in sorted(rows, key=lambda row: row[:2]))


def _oproep(call: Oproep, *, on: date, health: bool) -> Meeting:
    what = "Waarschuwing en oproep" if call.warning else "Oproep"
    note = (
        f"afspraak {day(call.at)} om {call.time:%H:%M} uur, {call.get_way_display()} · "
        f"verzonden {day(call.sent_on)}, reageren tot en met {day(call.reply_by)}"
    )
    why = " · ".join(filter(None, (str(call.get_verhindering_display()), call.reason)))
    if call.outcome:
        state, severity = str(call.get_outcome_display()), SEVERITY[OUT(call.outcome)]
    else:
        state, severity = (
            ("afspraak komt nog", "in-time") if call.at > on else ("uitkomst vastleggen", "soon")
        )
    return Meeting(
        f"{what} {call.number}",
        note,
        state,
        severity,
        "" if call.outcome else "outcome",
        call.number,
        letter=str(call.letter_id),
        why=why if health else "",
    )


def _talk(talk: Gesprek, *, health: bool) -> Meeting:
    note = " · ".join(
        (
            day(talk.on),
            str(talk.get_way_display()),
            _interpreter(Gesprek.Tolk(talk.interpreter)),
            "alleen" if talk.alone else f"met {talk.present}",
            talk.by,
        )
    )
    return Meeting(
        f"Gesprek {talk.number}",
        note,
        "gevoerd",
        "done",
        "talk",
        talk.number,
        topics=named(talk.topics),
        report=talk.report,
        why=f"Verbeterd: {talk.corrected_why}" if talk.corrected_why and health else "",
    )


def _interpreter(tolk: Gesprek.Tolk) -> str:
    special = {Gesprek.Tolk.NIET: "geen tolk nodig", Gesprek.Tolk.ONTBRAK: "tolk nodig, maar die was er niet"}
    return special.get(tolk, str(tolk.label))


def interpreter_words(intake: BredeIntake) -> str:
    """Which interpreter the talks ask; empty when none is needed."""
    if not intake.dossier.person.interpreter_needed:
        return ""
    spoken: str | None = getattr(intake.dossier, "contact_language", None)
    return f"Tolk nodig: {language_name(spoken)}." if spoken else "Tolk nodig. De taal is nog niet bekend."
