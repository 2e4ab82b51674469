"""The steps of a regeldag: prepare, tick, say why not. Of two people who tick at once the last word stands, with whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.db.models import Max

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task, drop_task, report_fact, set_gemeente_registration
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.stages.overdracht.commands.regeldag import address, held, noted
from wegwijs.stages.overdracht.models import Regeldag, Regelstap
from wegwijs.stages.overdracht.regeldagen import known_in
from wegwijs.stages.overdracht.standard import STANDARD, Feeds
from wegwijs.ui.format import day

S = Regelstap.State
MOST = 30


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is agreed about a step; ``at`` is a Dutch clock time."""

    title: str
    body: str = ""
    person: str = ""
    at: time | None = None
    place: str = ""
    papers: str = ""
    phone: str = ""


def feeds(stap: Regelstap) -> Feeds | None:
    """Which fact of the dossiers it gives when it is done."""
    known = STANDARD.get(stap.key)
    return known.feeds if known else None


@transaction.atomic
def add_step(regeldag: Regeldag, prepared: Prepared, *, by: Actor) -> Regelstap:
    """A step of one's own, after the others. Raises DomainError when the day is over or there are thirty."""
    by.require(Permission.REGELDAG_RUN, regeldag.dossier.gemeente_id)
    current = held(regeldag)
    if current.stappen.count() >= MOST:
        raise DomainError(f"Er staan al {MOST} stappen op deze dag. Laat er een weg.")
    last = current.stappen.aggregate(last=Max("position"))["last"]
    made = Regelstap.objects.create(
        regeldag=current, position=0 if last is None else last + 1, **_columns(prepared)
    )
    noted(current, by, "regeldag: stap toegevoegd")
    return made


@transaction.atomic
def prepare_step(stap: Regelstap, prepared: Prepared, *, by: Actor) -> None:
    """Where, when, with whom and what to bring. Raises DomainError when the day is over."""
    current = _held(stap, by)
    for name, value in _columns(prepared).items():
        setattr(current, name, value)
    current.save()
    noted(stap.regeldag, by, "regeldag: stap voorbereid")


@transaction.atomic
def leave_out(stap: Regelstap, *, by: Actor) -> None:
    """This household doesn't need the step. Raises DomainError when it is settled, or the day is over."""
    current = _held(stap, by)
    if current.state != S.OPEN:
        raise DomainError("Deze stap is al gedaan of niet gelukt. Zet hem eerst weer op ‘nog te doen’.")
    current.delete()
    noted(stap.regeldag, by, "regeldag: stap weggelaten")


@transaction.atomic
def tick(stap: Regelstap, *, by: Actor) -> None:
    """It is done. Raises DomainError when the day is over, or when the dossiers must hear the day from which it holds."""
    if feeds(stap):
        raise DomainError("Vul bij deze stap de dag in vanaf wanneer het geldt.")
    _settle(_held(stap, by), S.GEDAAN, by)


@transaction.atomic
def fail(stap: Regelstap, *, by: Actor, reason: str) -> None:
    """It didn't work out; ``reason`` holds nothing about health. Raises DomainError without one, or when the day is over."""
    if not reason.strip():
        raise DomainError("Vul in waarom het niet is gelukt.", field="reason")
    _settle(_held(stap, by), S.NIET, by, reason=reason.strip())


@transaction.atomic
def untick(stap: Regelstap, *, by: Actor) -> None:
    """It is to be done after all. What the dossiers heard stays: that is put right in the dossier."""
    _settle(_held(stap, by), S.OPEN, by)


@transaction.atomic
def report_result(
    stap: Regelstap, dossiers: Sequence[Dossier], *, by: Actor, on: date, article_28: bool | None = None
) -> dict[Dossier, date]:
    """Registered in the BRP, or bijstand asked and begun, from ``on`` for these dossiers; returns those that keep another day, which
    they had already, with that day.

    Who keeps the dossiers puts it in them, so the termijnen follow (``article_28``: housed under art. 28 Huisvestingswet,
    which starts T-02); from anybody else it becomes a task for the regisseur with the day. Raises DomainError for nobody,
    a registration ahead, or a registration without ``article_28`` by who may record it.
    """
    fact = feeds(stap)
    if fact is None:
        raise DomainError("Deze stap heeft geen ingangsdatum.")
    if not dossiers:
        raise DomainError("Kies voor wie het geldt.", field="members")
    if fact is Feeds.BRP and on > clock.today():
        raise DomainError("Deze dag ligt in de toekomst. Vul de dag van de inschrijving in.", field="on")
    current, known = _held(stap, by), known_in(fact, dossiers)
    for one in dossiers:
        if by.may(Permission.DOSSIER_EDIT, one.gemeente_id):
            if fact is Feeds.BRP and article_28 is None:
                raise DomainError("Kies of de woning is toegewezen als huisvesting.", field="article_28")
            if one.pk not in known:
                _record(fact, one, by=by, on=on, article_28=bool(article_28))
            drop_task(one, f"{fact}:regeldag", by=by, on=clock.today())
        else:
            _ask(fact, one, current, by=by, on=on)
    kept = {one: known[one.pk] for one in dossiers if by.sees_all and known.get(one.pk, on) != on}
    # The board says what the dossiers say.
    _settle(current, S.GEDAAN, by, result_on=min(kept.values()) if len(kept) == len(dossiers) else on)
    return kept


def _record(fact: Feeds, dossier: Dossier, *, by: Actor, on: date, article_28: bool) -> None:
    if fact is Feeds.BRP:
        set_gemeente_registration(dossier, by=by, on=on, article_28=article_28)
    else:
        report_fact(dossier, Kind.BIJSTAND_RECHT, by=by, on=on, payload={}, summary="", origin=Origin.EIGEN)


_ASKED = {Feeds.BRP: "Inschrijving in de BRP overnemen", Feeds.BIJSTAND: "Ingang van de bijstand overnemen"}


def _ask(fact: Feeds, dossier: Dossier, stap: Regelstap, *, by: Actor, on: date) -> None:
    key = f"{fact}:regeldag"
    drop_task(dossier, key, by=by, on=clock.today())
    add_task(
        dossier, f"{_ASKED[fact]}: {day(on)}", why=f"gemeld op de regeldag door {by.organisation_name}",
        link=f"{address(stap.regeldag)}stap/{stap.pk}/uitkomst/", source_key=key,
    )  # fmt: skip


def _held(stap: Regelstap, by: Actor) -> Regelstap:
    by.require(Permission.REGELDAG_RUN, stap.regeldag.dossier.gemeente_id)
    regeldag = held(stap.regeldag)
    found = Regelstap.objects.filter(pk=stap.pk).first()
    if found is None:
        raise DomainError("Een collega heeft deze stap net weggelaten.")
    found.regeldag = regeldag
    return found


def _settle(
    stap: Regelstap, state: Regelstap.State, by: Actor, *, reason: str = "", result_on: date | None = None
) -> None:
    stap.state, stap.reason, stap.result_on = state, reason, result_on
    stap.settled_by, stap.settled_at = by.label, clock.now()
    stap.save()
    noted(stap.regeldag, by, f"regeldag: stap {S(state).label}")


def _columns(prepared: Prepared) -> dict[str, object]:
    return {name: getattr(prepared, name) for name in Prepared.__slots__}
