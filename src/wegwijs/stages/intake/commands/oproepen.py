"""Call someone up, and record what came of it (Wi 14(2); PRC-02)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.agenda.commands import release
from wegwijs.documents.commands import draft_letter, send_letter
from wegwijs.documents.languages import written
from wegwijs.documents.letters.oproep import OproepLetter
from wegwijs.documents.models import Letter
from wegwijs.documents.press import AT_ONCE, Press
from wegwijs.documents.queries import words_for
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.commands.afspraken import call_of
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, State, Variant
from wegwijs.dossiers.presenters import sender
from wegwijs.errors import DomainError
from wegwijs.organisations.policy import Policy, PolicyKey, policy
from wegwijs.people.languages import language_name
from wegwijs.people.queries import contact_language
from wegwijs.stages.intake.commands.held import held, not_before_the_obligation
from wegwijs.stages.intake.commands.moment import Afspraak, take_moment
from wegwijs.stages.intake.models import BredeIntake, Oproep
from wegwijs.stages.intake.queries import ladder
from wegwijs.ui.format import weekday
from wi2021.dagen import free_day
from wi2021.grondslag import wi
from wi2021.intake import MISSED, Stap


@dataclass(frozen=True, slots=True)
class Reden:
    """Why someone didn't come or didn't cooperate; ``uitleg`` only where no choice fits."""

    verhindering: str = ""
    uitleg: str = ""


def oproep_letter(
    intake: BredeIntake, afspraak: Afspraak, *, by: Actor, on: date, channel: Letter.Channel
) -> OproepLetter:
    """The letter as it would be sent today; the preview shows the same.

    Raises DomainError where it couldn't be sent: as ``send_oproep`` does.
    """
    _may_be_sent(intake, afspraak, on=on)
    earliest = first_by_post(intake.dossier.gemeente_id, on)
    if channel == Letter.Channel.POST and afspraak.at < earliest.day:
        raise DomainError(
            f"{earliest.sentence} Kies die dag of later, of overhandig de brief persoonlijk.",
            field="at",
        )
    said = _letter(intake, afspraak, by=by, on=on)
    if afspraak.at > said.reply_by:
        raise DomainError(
            f"De afspraak valt na de termijn van de oproep ({said.reply_by:%d-%m-%Y}). Kies een eerdere dag.",
            field="at",
        )
    return said


def _letter(intake: BredeIntake, afspraak: Afspraak, *, by: Actor, on: date) -> OproepLetter:
    dossier = intake.dossier
    step = ladder(intake, on=on)
    missed = next((o for o in reversed(list(intake.oproepen.all())) if o.outcome in MISSED), None)
    warning = step is Stap.WAARSCHUWEN_EN_OPROEPEN
    spoken = contact_language(dossier.person)
    name = language_name(spoken.code) if spoken else ""
    return OproepLetter(
        sender=sender(dossier, by),
        number=dossier.number,
        name=str(dossier.person),
        dated=on,
        at=afspraak.at,
        time=f"{afspraak.time:%H:%M}",
        place=afspraak.place,
        method=Oproep.Way(afspraak.way).label,
        reply_by=reply_by(dossier.gemeente_id, on),
        interpreter=f"Er is een tolk {name}".strip() if dossier.person.interpreter_needed else "",
        missed_on=missed.at if warning and missed else None,
        asylum=dossier.variant != Variant.GEZIN,
    )


@dataclass(frozen=True, slots=True)
class Earliest:
    """The first day of a talk whose oproep goes by post, and the policy that sets it: no law does (Wi 14)."""

    day: date
    rule: Policy

    @property
    def sentence(self) -> str:
        """Why the talk can't be before."""
        return (
            f"Een brief per post moet {self.rule.value} werkdagen voor het gesprek weg ({self.rule.source}). "
            f"Het gesprek kan op zijn vroegst op {weekday(self.day)}."
        )


def first_by_post(gemeente: str, sent: date) -> Earliest:
    """Of an oproep that goes by post on a day: the working days after it are counted."""
    rule = policy(PolicyKey.OPROEP_POST_DAYS, gemeente, on=sent)
    day, left = sent, rule.value
    while left:
        day += timedelta(days=1)
        left -= free_day(day) is None
    return Earliest(day, rule)


def reply_by(gemeente: str, on: date) -> date:
    """The last day (inclusive) of the term of an oproep that goes on a day; the talk isn't later."""
    return on + timedelta(days=policy(PolicyKey.OPROEP_DAYS, gemeente, on=on).value)


@transaction.atomic
def send_oproep(
    intake: BredeIntake,
    afspraak: Afspraak,
    *,
    by: Actor,
    on: date,
    channel: Letter.Channel,
    seen: str | None = None,
    press: Press = AT_ONCE,
) -> Oproep:
    """Send the next letter of the ladder: an oproep (for the first talk or a next one), or after a no-show the warning
    with a repeated oproep. ``seen`` and ``press`` as ``send_letter`` takes them.

    Raises DomainError when one still runs or when the ladder is at its end; when the talk lies before today,
    by post too soon after it, or after the term of the letter; and when the regisseur or this person is expected elsewhere then,
    with what is free instead.
    """
    intake = held(intake, by=by)
    dossier = intake.dossier
    said = oproep_letter(intake, afspraak, by=by, on=on, channel=channel)
    take_moment(dossier, afspraak)
    letter = _drafted(dossier, said, by=by, on=on)
    send_letter(letter, by=by, on=on, channel=channel, seen=seen, press=press)
    oproep = Oproep.objects.create(
        intake=intake, number=len(intake.oproepen.all()) + 1, warning=said.missed_on is not None, sent_on=on, at=afspraak.at,
        time=afspraak.time, place=afspraak.place, way=afspraak.way, reply_by=said.reply_by, letter=letter,
    )  # fmt: skip
    kind = "waarschuwing en herhaalde oproep" if oproep.warning else "oproep"
    record_event(
        dossier,
        Kind.OPROEP,
        by=by,
        on=on,
        payload={
            "nummer": oproep.number, "termijn_tot": oproep.reply_by.isoformat(), "wijze": oproep.way,
            "waarschuwing": oproep.warning,
        },
        summary=f"{kind} {oproep.number}: afspraak op {oproep.at:%d-%m-%Y}",
    )  # fmt: skip
    _plan_what_follows(dossier, said)
    return oproep


def _drafted(dossier: Dossier, said: OproepLetter, *, by: Actor, on: date) -> Letter:
    both = written(said, dossier.person, words=words_for(by.organisation, on=on))
    return draft_letter(
        dossier.person,
        dossier.gemeente,
        by=by,
        kind="waarschuwing" if said.missed_on else "oproep",
        reference=dossier.number,
        content=both.content,
        translation=both.translation,
    )


def _plan_what_follows(dossier: Dossier, said: OproepLetter) -> None:
    """Somebody writes down what came of it; an interpreter is found where the letter promises one."""
    page = f"/intake/{dossier.pk}/"
    add_task(
        dossier,
        "Leg de uitkomst van de oproep vast",
        due_on=said.at,
        link=page,
        source_key="oproep",
    )
    if said.interpreter:
        add_task(
            dossier, "Regel een tolk voor het gesprek", why=said.interpreter, due_on=said.at, link=page, source_key="tolk"
        )  # fmt: skip


def _may_be_sent(intake: BredeIntake, afspraak: Afspraak, *, on: date) -> None:
    """Raises DomainError when nobody can be called up yet, when it isn't this act's turn on the ladder, or for a talk in
    the past."""
    if intake.dossier.state == State.VOORLOPER:
        raise DomainError(
            "DUO heeft nog niet gemeld dat deze persoon moet inburgeren. Nodig uit voor een vrijwillig gesprek en leg dat "
            "vast; een oproep kan zodra de kennisgeving er is.",
            artikel=wi("14", "1"),
        )
    not_before_the_obligation(intake, on)
    step = ladder(intake, on=on)
    if step is Stap.WACHTEN:
        raise DomainError("Er loopt al een oproep. Leg eerst vast wat eruit kwam.")
    if step is Stap.AFRONDEN_IN_AFWEZIGHEID:
        raise DomainError(
            "Er zijn genoeg oproepen gedaan. Rond de intake in afwezigheid af, of leg een gesprek vast."
        )
    if afspraak.at < on:
        raise DomainError("De afspraak ligt in het verleden. Kies vandaag of later.", field="at")


@transaction.atomic
def record_oproep_outcome(
    oproep: Oproep, *, by: Actor, on: date, outcome: Oproep.Uitkomst, why: Reden | None = None
) -> None:
    """What came of an oproep on the day ``on``.

    Raises DomainError when it was recorded before, for a day to come or before the letter, when the talk is still to
    come, or when a good reason or a lack of cooperation isn't explained.
    """
    now = held(oproep.intake, by=by)
    if next(o for o in now.oproepen.all() if o.pk == oproep.pk).outcome:
        raise DomainError("De uitkomst van deze oproep staat al vast.")
    if on < oproep.sent_on:
        raise DomainError(
            f"De oproep ging pas uit op {oproep.sent_on:%d-%m-%Y}. Kies die dag of later.", field="on"
        )
    if on < oproep.at and outcome in (Oproep.Uitkomst.NIET, Oproep.Uitkomst.ONVOLDOENDE):
        raise DomainError(f"De afspraak is pas op {oproep.at:%d-%m-%Y}. Wacht die dag af.", field="on")
    settle(oproep, now.dossier, by=by, on=on, outcome=outcome, why=_explained(outcome, why or Reden()))


def _explained(outcome: Oproep.Uitkomst, why: Reden) -> Reden:
    """Only what belongs to the outcome. Raises DomainError when that is missing."""
    if outcome == Oproep.Uitkomst.MET_REDEN:
        if not why.verhindering:
            raise DomainError("Kies wat de goede reden was.", field="verhindering")
        if why.verhindering == Oproep.Verhindering.ANDERS and not why.uitleg:
            raise DomainError("Schrijf kort op wat de goede reden was.", field="reason")
        return why
    if outcome == Oproep.Uitkomst.ONVOLDOENDE:
        if not why.uitleg:
            raise DomainError("Schrijf kort op waaraan iemand niet meewerkte.", field="reason")
        return Reden(uitleg=why.uitleg)
    return Reden()


def settle(
    oproep: Oproep, dossier: Dossier, *, by: Actor, on: date, outcome: Oproep.Uitkomst, why: Reden
) -> None:
    """Write the outcome, its event, and that it is no longer a task. Inside a transaction that holds the intake.

    Why someone couldn't come may be illness: it stays with the oproep and out of the timeline.
    """
    oproep.outcome, oproep.outcome_on = outcome, on
    oproep.verhindering, oproep.reason = why.verhindering, why.uitleg
    oproep.save(update_fields=["outcome", "outcome_on", "verhindering", "reason"])
    release(call_of(dossier))
    follow = policy(PolicyKey.FOLLOW_UP_DAYS, dossier.gemeente_id, on=on)
    record_event(
        dossier,
        Kind.OPROEP_UITKOMST,
        by=by,
        on=on,
        payload={
            "nummer": oproep.number, "uitkomst": outcome, "vervolg_dagen": follow.value,
            "vervolg_bron": follow.source,
        },
        summary=f"oproep {oproep.number}: {Oproep.Uitkomst(outcome).label}",
    )  # fmt: skip
    for done in ("oproep", "tolk"):
        drop_task(dossier, done, by=by, on=on)
