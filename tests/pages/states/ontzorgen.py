"""Ontzorgen: the desk, who has the right, the plan of one person with its hole, and every act on it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from uuid import UUID

from pages.states.state import State
from pages.states.world import World
from support.guidance import guided
from support.plans import (
    by_duty,
    cost,
    funded,
    income,
    planned,
    prepared,
    received,
    running,
    second,
    treasurer,
)
from support.region import TODAY
from wegwijs import clock
from wegwijs.stages.ontzorgen.commands.plan import Bill, change_cost
from wegwijs.stages.ontzorgen.commands.splitting import Split, decide_split
from wegwijs.stages.ontzorgen.commands.traject import judge_toeslagen
from wegwijs.stages.ontzorgen.commands.voorschot import Asked, ask_advance, decide_advance
from wegwijs.stages.ontzorgen.models import (
    Betaalwijze,
    Eindreden,
    Inkomensoort,
    Inkomstenpost,
    Interval,
    Kostenpost,
    Kostensoort,
    Machtiging,
    Ontzorging,
    Voorschot,
)

COST, INCOME, CONSENT, ADVANCE = (UUID(f"66666666-6666-4666-8666-66666666666{n}") for n in range(1, 5))
LONG = "De huurtoeslag komt pas na dertien weken, en de borg moest in één keer betaald worden. " * 3


def states(w: World) -> Iterator[State]:
    """Every page of ontzorgen."""
    # Made once, before any state: who asks must be there when the states are listed.
    treasurer(w.region), second(w.region)
    yield from _desk(w)
    yield from _plan(w)
    yield from _begin(w)
    yield from _costs(w)
    yield from _incomes(w)
    yield from _advances(w)


def _desk(w: World) -> Iterator[State]:
    by = treasurer(w.region)
    yield State("nobody yet", "/ontzorgen/", by)
    yield State("nobody yet, for the teamleider", "/ontzorgen/", w.region.teamlead)
    yield State("some, with a hole", "/ontzorgen/", by, before=lambda: _short(w))
    yield State("income that didn't come", "/ontzorgen/?van=mij&toon=inkomen", by, before=lambda: _late(w))
    yield State("who falls short", "/ontzorgen/?tekort=8", by, before=lambda: _short(w))
    yield State("nobody falls short", "/ontzorgen/?tekort=4&van=mij", by, before=lambda: _runs(w))
    yield State("none of these", "/ontzorgen/?toon=terug", by, before=lambda: _runs(w))
    yield State("over", "/ontzorgen/?stand=klaar", by, before=lambda: _over(w))
    yield State("not yours", "/ontzorgen/", w.region.regisseur, status=404)
    yield State("nobody", "/ontzorgen/recht/", by)
    yield State("some", "/ontzorgen/recht/", by, before=lambda: by_duty(w.region, w.dossiers.waiting))
    yield State("not yours", "/ontzorgen/recht/", w.region.teamlead, status=404)


def _plan(w: World) -> Iterator[State]:
    by, base = treasurer(w.region), f"/ontzorgen/{w.dossiers.waiting.pk}/"
    yield State("not begun", base, by)
    yield State("not begun, to read", base, w.region.teamlead)
    yield State(
        "prepared, much lacks",
        base,
        by,
        before=lambda: prepared(w.region, w.dossiers.waiting, complete=False),
    )
    yield State("ready to run", base, second(w.region), before=lambda: planned(w.region, w.dossiers.waiting))
    yield State("runs", base, by, before=lambda: _runs(w))
    yield State("full, with a hole, late income and an advance", base, by, before=lambda: _short(w))
    yield State("to read", base, w.region.teamlead, before=lambda: _short(w))
    yield State("of a partner, without balances", base, w.region.counsellor, before=lambda: _shared(w))
    yield State("the household fell apart", base, by, before=lambda: _apart(w))
    yield State("both judgements given", base, by, before=lambda: _judged(w))
    yield State("over", base, by, before=lambda: _over(w))
    yield State("not yours", base, w.region.regisseur, status=404)
    yield State("first week", f"{base}weken/", by, before=lambda: _runs(w))
    yield State("weeks went by", f"{base}weken/", by, before=lambda: _late(w), during=_later)
    yield State("of a partner", f"{base}weken/", w.region.counsellor, follow=True, before=lambda: _shared(w))


def _begin(w: World) -> Iterator[State]:
    by, base = treasurer(w.region), f"/ontzorgen/{w.dossiers.waiting.pk}/"
    yield State("to begin", f"{base}starten/", by)
    yield State("no duty known", f"{base}starten/", by, post={"partner": "geen"})
    typed = {"partner": "niet", "partner_reason": "", "decided_on": "1-11-2026", "decision": "Z-1"}
    yield State(
        "no reason", f"{base}starten/", by, post=typed, before=lambda: by_duty(w.region, w.dossiers.waiting)
    )
    yield State(
        "begun",
        f"{base}starten/",
        by,
        post={**typed, "partner": "geen"},
        follow=True,
        before=lambda: by_duty(w.region, w.dossiers.waiting),
    )
    yield State("begun already", f"{base}starten/", by, follow=True, before=lambda: _runs(w))
    for name, made in (("fell apart", _apart), ("decided before", _judged)):
        yield State(name, f"{base}uit-elkaar/", by, before=lambda made=made: made(w))  # type: ignore[misc]
    yield State("nothing chosen", f"{base}uit-elkaar/", by, post={"version": "9"}, before=lambda: _apart(w))
    yield State("not begun", f"{base}uit-elkaar/", by, status=404)
    for page, wrong in (("toeslagen", {}), ("besluit", {}), ("partner", {"partner": "niet", "version": "2"}), ("langer", {"agreed_until": "x"})):  # fmt: skip
        yield State("to fill in", f"{base}{page}/", by, before=lambda: _runs(w))
        yield State("not right", f"{base}{page}/", by, post=wrong, before=lambda: _runs(w))
        yield State("not begun", f"{base}{page}/", by, status=404)
    stale = {"decided_on": "1-11-2026", "decision": "Z-2", "version": "0"}
    yield State("two versions", f"{base}besluit/", by, post=stale, status=409, before=lambda: _runs(w))
    yield State("to sign", f"{base}machtiging/", by, before=lambda: _runs(w))
    yield State("nothing chosen", f"{base}machtiging/", by, post={}, before=lambda: _runs(w))
    yield State("to withdraw", f"{base}machtiging/{CONSENT}/", by, before=lambda: _runs(w))
    yield State(
        "a day to come", f"{base}machtiging/{CONSENT}/", by, post={"on": "1-1-2030"}, before=lambda: _runs(w)
    )
    yield State("not there", f"{base}machtiging/{CONSENT}/", by, status=404)
    yield State("much lacks", f"{base}laten-lopen/", by, post={}, follow=True, before=lambda: prepared(w.region, w.dossiers.waiting, complete=False))  # fmt: skip
    yield State(
        "runs",
        f"{base}laten-lopen/",
        by,
        post={},
        follow=True,
        before=lambda: planned(w.region, w.dossiers.waiting),
    )
    yield State(
        "taken over", f"{base}overnemen/", second(w.region), post={}, follow=True, before=lambda: _runs(w)
    )


def _costs(w: World) -> Iterator[State]:
    by, base = treasurer(w.region), f"/ontzorgen/{w.dossiers.waiting.pk}/kosten/"
    phone = {"soort": "telefoon", "cents": "25,00", "first_on": "1-12-2026", "wijze": "wij", "payee_name": "Tel", "reason": LONG[:200]}  # fmt: skip
    yield State("to add", f"{base}nieuw/", by, before=lambda: _runs(w))
    yield State("leefgeld", f"{base}nieuw/?soort=leefgeld", by, before=lambda: _runs(w))
    yield State("nothing filled in", f"{base}nieuw/", by, post={}, before=lambda: _runs(w))
    yield State("no consent", f"{base}nieuw/", by, post=phone, before=lambda: _runs(w))
    yield State(
        "added", f"{base}nieuw/", by, post={**phone, "soort": "water"}, follow=True, before=lambda: _runs(w)
    )
    yield State("not yours", f"{base}nieuw/", w.region.counsellor, status=404, before=lambda: _shared(w))
    yield State("to change", f"{base}{COST}/", by, before=lambda: _runs(w))
    yield State(
        "not right", f"{base}{COST}/", by, post={"soort": "huur", "cents": "1.2"}, before=lambda: _runs(w)
    )
    yield State("not there", f"{base}{COST}/", by, status=404)
    yield State("to stop", f"{base}{COST}/stoppen/", by, before=lambda: _runs(w))
    yield State("no day", f"{base}{COST}/stoppen/", by, post={}, before=lambda: _runs(w))


def _incomes(w: World) -> Iterator[State]:
    by, base = treasurer(w.region), f"/ontzorgen/{w.dossiers.waiting.pk}/inkomen/"
    yield State("to add", f"{base}nieuw/", by, before=lambda: _runs(w))
    yield State("nothing filled in", f"{base}nieuw/", by, post={}, before=lambda: _runs(w))
    wages = {
        "soort": "loon",
        "sender": "Bakkerij",
        "cents": "500,00",
        "interval": "maand",
        "first_on": "1-12-2026",
        "here": "ja",
    }
    yield State("no volmacht", f"{base}nieuw/", by, post=wages, before=lambda: _runs(w))
    yield State("to change", f"{base}{INCOME}/", by, before=lambda: _runs(w))
    yield State("not right", f"{base}{INCOME}/", by, post={**wages, "soort": "bijstand", "low": "900,00", "version": "1"}, before=lambda: _runs(w))  # fmt: skip
    yield State("two versions", f"{base}{INCOME}/", by, post={**wages, "soort": "bijstand", "version": "9"}, status=409, before=lambda: _runs(w))  # fmt: skip
    yield State("to stop", f"{base}{INCOME}/stoppen/", by, before=lambda: _runs(w))
    yield State("no day", f"{base}{INCOME}/stoppen/", by, post={"version": "1"}, before=lambda: _runs(w))
    ticked = {"version": "1", "done": "ja"}
    nummers = f"/ontzorgen/{w.dossiers.waiting.pk}/rekeningnummers/"
    yield State("not begun", nummers, by)
    yield State("no other income", nummers, by, before=lambda: _runs(w))
    yield State("to tell", nummers, by, before=lambda: _short(w))
    yield State("to read", nummers, w.region.teamlead, before=lambda: _short(w))
    yield State("of a partner, without the number", nummers, w.region.counsellor, before=lambda: _shared(w))
    yield State("not yours", nummers, w.region.regisseur, status=404)
    yield State("ticked", f"{base}{INCOME}/nummer/", by, post=ticked, follow=True, before=lambda: _runs(w))
    yield State(
        "changed meanwhile",
        f"{base}{INCOME}/nummer/",
        by,
        post={"version": "9"},
        follow=True,
        before=lambda: _runs(w),
    )


def _advances(w: World) -> Iterator[State]:
    by, base = treasurer(w.region), f"/ontzorgen/{w.dossiers.waiting.pk}/voorschot/"
    yield State("with a proposal", base, by, before=lambda: _hole(w))
    yield State("nothing to bridge", base, by, before=lambda: _runs(w))
    yield State("nothing filled in", base, by, post={}, before=lambda: _runs(w))
    yield State("not running", base, by, status=404, before=lambda: planned(w.region, w.dossiers.waiting))
    one = f"{base}{ADVANCE}/"
    yield State("to decide", one, w.region.teamlead, before=lambda: _asked(w))
    yield State("to decide, by a second", one, second(w.region), before=lambda: _asked(w))
    yield State("no money for it", one, second(w.region), post={"grant": "ja"}, before=lambda: _asked(w))
    yield State("asked it", one, by, status=404, before=lambda: _asked(w))
    yield State("decided", one, second(w.region), follow=True, before=lambda: _short(w))


def _later() -> AbstractContextManager[object]:
    return clock.frozen(TODAY + timedelta(days=11))


def _runs(w: World) -> Ontzorging:
    made = running(w.region, w.dossiers.waiting)
    for model, kind, key in (
        (Kostenpost, {"soort": Kostensoort.HUUR}, COST), (Inkomstenpost, {"soort": Inkomensoort.BIJSTAND}, INCOME),
        (Machtiging, {"voor": Machtiging.Waarvoor.LEEFGELD}, CONSENT),
    ):  # fmt: skip
        model._default_manager.filter(ontzorging=made, **kind).update(id=key)
    return made


def _shared(w: World) -> Ontzorging:
    guided(w.region, w.dossiers.waiting)
    return _short(w)


def _late(w: World) -> None:
    made = _runs(w)
    Ontzorging.objects.filter(pk=made.pk).update(since=date(2026, 10, 5))
    Inkomstenpost.objects.filter(pk=INCOME).update(first_on=date(2026, 10, 27))
    received(made, 900_00, by=treasurer(w.region))


def _hole(w: World) -> Ontzorging:
    made, by = _runs(w), treasurer(w.region)
    received(made, 60_00, by=by)
    cost(
        made,
        by,
        Kostensoort.ENERGIE,
        310_00,
        first_on=date(2026, 12, 5),
        payee_name="Energie van Hier",
        reference="88120",
    )
    cost(made, by, Kostensoort.ZORG, 160_00, first_on=date(2026, 12, 24), payee_name="Zorgzaam")
    income(
        made, by, Inkomensoort.HUURTOESLAG, 310_00, sender="Dienst Toeslagen", low=0, high=360_00, first_on=date(2027, 2, 20)
    )  # fmt: skip
    return made


def _short(w: World) -> Ontzorging:
    """Everything that a plan can hold."""
    made, by = _hole(w), treasurer(w.region)
    rent = Kostenpost.objects.get(pk=COST)
    change_cost(
        rent, Bill(Kostensoort.HUUR, 668_40, Interval.MAAND, date(2027, 1, 1), payee=rent.payee), by=by
    )
    cost(
        made,
        by,
        Kostensoort.WATER,
        18_50,
        wijze=Betaalwijze.ZELF,
        reason="Betaalt dit al jaren zelf, altijd op tijd.",
    )
    funded(w.region, 2_000_00)
    first = ask_advance(made, Asked(20_00, LONG[:200], date(2027, 2, 1), 10_00), by=by)
    Voorschot.objects.filter(pk=first.pk).update(id=ADVANCE)
    first = Voorschot.objects.get(pk=ADVANCE)
    decide_advance(first, by=w.region.teamlead, grant=True, reason="Huurtoeslag is aangevraagd.")
    ask_advance(made, Asked(60_00, "De borg.", date(2027, 3, 1), 30_00), by=by)
    return made


def _asked(w: World) -> None:
    row = ask_advance(_hole(w), Asked(120_00, LONG[:200], date(2027, 2, 1), 40_00), by=treasurer(w.region))
    Voorschot.objects.filter(pk=row.pk).update(id=ADVANCE)


def _apart(w: World) -> Ontzorging:
    made = _runs(w)
    Ontzorging.objects.filter(pk=made.pk).update(split_on=TODAY, split_left=True)
    made.refresh_from_db()
    return made


def _judged(w: World) -> None:
    made, by = _apart(w), treasurer(w.region)
    made = decide_split(
        made, Split("deze", "ander", "beiden", "geen", LONG[:300]), by=by, expected_version=made.version
    )
    judge_toeslagen(made, by=by, toeslagen="onze", reason=LONG[:300], expected_version=made.version)


def _over(w: World) -> None:
    made = _runs(w)
    made.state, made.ended_on, made.end_reason = Ontzorging.State.KLAAR, TODAY, Eindreden.AFSPRAAK
    made.save()
