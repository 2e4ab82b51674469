"""What comes after ontzorgen: tasks done alone, signals, months, the handover, statements."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from pages.states.state import State
from pages.states.world import World
from support.guidance import guided
from support.ontzorgen import second, treasurer
from support.region import TODAY
from support.selfreliance import paid, payee, planned, proposed, received
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.documents.models import Letter
from wegwijs.stages.ontzorgen.commands.endings import end_early
from wegwijs.stages.ontzorgen.commands.geldsignalen import Found, report_signal, solve
from wegwijs.stages.ontzorgen.commands.handover import begin_handover, release_cost, release_income, tick
from wegwijs.stages.ontzorgen.commands.months import MonthFacts, record_month
from wegwijs.stages.ontzorgen.commands.selfreliance import record_levels
from wegwijs.stages.ontzorgen.commands.statement import send_statement
from wegwijs.stages.ontzorgen.models import (
    Eindreden,
    Geldsignaal,
    Kostensoort,
    Ontzorging,
    Overdrachtsstap,
    Payee,
    Zelftaak,
)
from wegwijs.stages.ontzorgen.queries.handover import COST, INCOME

KEY, STEP, SEEN = (
    UUID("66666666-6666-4666-8666-666666666661"),
    UUID("66666666-6666-4666-8666-666666666662"),
    UUID("66666666-6666-4666-8666-666666666663"),
)
LONG = "Er ligt een brief van een deurwaarder over een oude telefoonrekening in haar vorige woonplaats. " * 3
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def states(w: World) -> Iterator[State]:
    """Every page of it, as who keeps the money, the guide and the team leader see it."""
    by, other = treasurer(w.region), second(w.region)
    yield from _own(w, by)
    yield from _signals(w, by, other)
    yield from _months(w, by)
    yield from _handover(w, by)
    yield from _ending(w, by)
    yield from _statements(w, by)


def _own(w: World, by: Actor) -> Iterator[State]:
    base = f"/zelfstandig/{w.dossiers.waiting.pk}/"
    yield State("no ontzorgen", base, by, status=404)
    yield State("just begun", base, by, before=lambda: _begun(w))
    yield State("on the way, signals", base, by, before=lambda: _grown(w))
    yield State("for the guide", base, w.region.counsellor, before=lambda: _grown(w))
    yield State("for the team leader", base, w.region.teamlead, before=lambda: _grown(w))
    yield State("ended", base, by, before=lambda: _ended(w))
    yield State("not for the regisseur", base, w.region.regisseur, status=404, before=lambda: _begun(w))
    yield State(
        "on the dossier", f"/dossier/{w.dossiers.waiting.pk}/", w.region.regisseur, before=lambda: _handing(w)
    )
    act = f"{base}vastleggen/"
    yield State("to record", act, by, before=lambda: _grown(w))
    yield State("nothing new", act, by, post={"on": "23-11-2026"}, before=lambda: _begun(w))
    yield State(
        "recorded", act, by, post={"on": "23-11-2026", "post": "hulp"}, follow=True, before=lambda: _begun(w)
    )


def _signals(w: World, by: Actor, other: Actor) -> Iterator[State]:
    base = f"/zelfstandig/{w.dossiers.waiting.pk}/signaal/"
    given = {
        "soort": "schuld",
        "since": "20-11-2026",
        "cents": "1.250,00",
        "party": "Deurwaarder",
        "note": LONG[:200],
    }
    yield State("to report", base, w.region.counsellor, before=lambda: _begun(w))
    yield State("nothing filled in", base, by, post={}, before=lambda: _begun(w))
    yield State("reported", base, by, post=given, follow=True, before=lambda: _begun(w))
    one = f"{base}{KEY}/"
    yield State("to give", f"{one}specialist/", by, before=lambda: _grown(w))
    yield State("to nobody", f"{one}specialist/", by, post={"version": "1"}, before=lambda: _grown(w))
    assert other.employee
    to = {"employee": str(other.employee.pk), "version": "1"}
    yield State("given", f"{one}specialist/", by, post=to, follow=True, before=lambda: _grown(w))
    yield State("to solve", f"{one}oplossen/", by, before=lambda: _grown(w))
    yield State("no outcome", f"{one}oplossen/", by, post={"version": "1"}, before=lambda: _grown(w))
    done = {"outcome": "Regeling getroffen", "on": "23-11-2026", "version": "0"}
    yield State("two versions", f"{one}oplossen/", by, post=done, status=409, before=lambda: _grown(w))


def _months(w: World, by: Actor) -> Iterator[State]:
    base = f"/zelfstandig/{w.dossiers.waiting.pk}/bijstand/"
    given = {
        "month": "2026-11-01",
        "norm": "1.400,00",
        "gross": "1.400,00",
        "net": "750,00",
        "huur": "650,00",
    }
    yield State("no months", base, by, before=lambda: _begun(w))
    yield State("months", base, by, before=lambda: _told(w))
    yield State("to type over", f"{base}vastleggen/", by, before=lambda: _told(w))
    yield State("more than was granted", f"{base}vastleggen/", by, post={**given, "net": "1.400,00"}, before=lambda: _begun(w))  # fmt: skip
    yield State("typed over", f"{base}vastleggen/", by, post=given, follow=True, before=lambda: _begun(w))
    yield State("no files", "/zelfstandig/bestanden/", by)
    yield State("no file chosen", "/zelfstandig/bestanden/", by, post={})
    yield State("not yours", "/zelfstandig/bestanden/", w.region.regisseur, status=404)


def _handover(w: World, by: Actor) -> Iterator[State]:
    base = f"/zelfstandig/{w.dossiers.waiting.pk}/overdracht/"
    yield State("not begun", base, by, before=lambda: _begun(w))
    yield State("list", base, by, before=lambda: _handing(w))
    yield State("for the guide", base, w.region.counsellor, before=lambda: _handing(w))
    yield State("all done", base, by, before=lambda: _handed(w))
    yield State("ended", base, by, before=lambda: _ended(w))
    yield State("to release", f"{base}stap/{STEP}/", by, before=lambda: _handing(w))
    yield State("no day", f"{base}stap/{STEP}/", by, post={"on": ""}, before=lambda: _handing(w))
    yield State("to see", f"{base}stap/{SEEN}/", w.region.counsellor, before=lambda: _handing(w))
    yield State("seen on no day", f"{base}stap/{SEEN}/", by, post={"on": ""}, before=lambda: _handing(w))
    yield State("no account", f"{base}uitbetalen/", by, before=lambda: _handing(w))
    yield State("to pay out", f"{base}uitbetalen/", by, before=lambda: _payable(w))
    yield State("no account chosen", f"{base}uitbetalen/", by, post={}, before=lambda: _handing(w))
    yield State("to finish", f"{base}afronden/", by, before=lambda: _handed(w))
    undone = {"on": "23-11-2026", "version": "2"}
    yield State("still open", f"{base}afronden/", by, post=undone, before=lambda: _handing(w))


def _ending(w: World, by: Actor) -> Iterator[State]:
    base = f"/zelfstandig/{w.dossiers.waiting.pk}/beeindigen/"
    yield State("to end", base, by, before=lambda: _begun(w))
    yield State("no reason", base, by, post={"on": "23-11-2026", "version": "1"}, before=lambda: _begun(w))
    given = {"on": "23-11-2026", "reason": "afspraak", "version": "1"}
    yield State("ends", base, by, post=given, follow=True, before=lambda: _begun(w))
    yield State(
        "two versions", base, by, post={**given, "version": "7"}, status=409, before=lambda: _begun(w)
    )


def _statements(w: World, by: Actor) -> Iterator[State]:
    base = f"/zelfstandig/{w.dossiers.waiting.pk}/overzicht/"
    yield State("nothing yet", base, by, before=lambda: _begun(w))
    yield State("a month", base, by, before=lambda: _moved(w))
    yield State("sent", base, by, before=lambda: _sent(w))
    yield State("to send", f"{base}2026-10-01/", by, before=lambda: _moved(w))
    yield State("how isn't chosen", f"{base}2026-10-01/", by, post={"address": ""}, before=lambda: _moved(w))
    yield State("not over", f"{base}2026-11-01/", by, status=404, before=lambda: _moved(w))
    yield State("a pile to make", "/zelfstandig/overzichten/", by, before=lambda: _moved(w))
    yield State("nothing chosen", "/zelfstandig/overzichten/", by, post={})
    nobody = {"gemeente": "0505", "month": "2026-10-01"}
    yield State("nobody to write to", "/zelfstandig/overzichten/", by, post=nobody)


def _begun(w: World) -> Ontzorging:
    guided(w.region, w.dossiers.waiting)
    return planned(w.region, w.dossiers.waiting)


def _grown(w: World) -> None:
    row, by = _begun(w), w.region.counsellor
    first = dict.fromkeys(Zelftaak.Taak, Zelftaak.Niveau.NIET)
    record_levels(row, first, by=by, on=date(2026, 6, 15))
    later = {Zelftaak.Taak.POST: Zelftaak.Niveau.ALLEEN, Zelftaak.Taak.BANK: Zelftaak.Niveau.HULP}
    record_levels(row, later, by=by, on=TODAY)
    found = Found(Geldsignaal.Soort.SCHULD, TODAY, "Deurwaarder Pietersen", 125_000, LONG[:290])
    made = report_signal(row, found, by=by)
    old = report_signal(row, Found(Geldsignaal.Soort.ACHTERSTAND, OCTOBER), by=by)
    solve(old, "De huur is alsnog betaald.", by=treasurer(w.region), on=TODAY, version=1)
    Geldsignaal.objects.filter(pk=made.pk).update(id=KEY)


def _told(w: World) -> None:
    row, by = _begun(w), treasurer(w.region)
    for facts in (
        MonthFacts(OCTOBER, 140_000, 140_000, 140_000, {}),
        MonthFacts(NOVEMBER, 140_000, 140_000, 130_000, {}),
        MonthFacts(NOVEMBER, 140_000, 140_000, 70_000, {Kostensoort.HUUR: 65_000}),
    ):
        record_month(row, facts, by=by)


def _handing(w: World) -> Ontzorging:
    row = _begun(w)
    received(w.region, row)
    begun = begin_handover(row, by=treasurer(w.region))
    steps = Overdrachtsstap.objects.filter(ontzorging=row)
    steps.filter(pk=steps.filter(key__startswith=COST)[0].pk).update(id=STEP)
    steps.filter(key="rekening").update(id=SEEN)
    return begun


def _handed(w: World) -> Ontzorging:
    row, by = _handing(w), treasurer(w.region)
    for step in row.overdrachtsstappen.all():
        if step.key.startswith(COST):
            release_cost(step, by=by, on=TODAY)
        elif step.key.startswith(INCOME):
            release_income(step, by=by, on=TODAY)
        else:
            tick(step, by=by, on=TODAY)
    return row


def _payable(w: World) -> None:
    row = _handed(w)
    payee(w.region, "Selam Tesfay", Payee.Kind.CLIENT, dossier=row.dossier)


def _ended(w: World) -> None:
    row = _begun(w)
    received(w.region, row)
    end_early(row, Eindreden.AFSPRAAK, by=treasurer(w.region), on=TODAY)


def _moved(w: World) -> Ontzorging:
    row = _begun(w)
    with clock.frozen(date(2026, 10, 2)):
        received(w.region, row)
        paid(w.region, proposed(row, row.kosten.get(soort=Kostensoort.HUUR)))
    return row


def _sent(w: World) -> None:
    row = _moved(w)
    send_statement(row, OCTOBER, by=treasurer(w.region), on=TODAY, channel=Letter.Channel.UITGEREIKT)
