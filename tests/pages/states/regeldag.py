"""The regeldag: planned, on the day, closed, lapsed; on the phone of who runs it and on paper."""

from collections.abc import Iterator
from datetime import timedelta

from pages.states.state import State
from pages.states.world import World
from support.region import TODAY
from wegwijs.dossiers.commands import close_dossier
from wegwijs.people.models import Person
from wegwijs.stages.overdracht.commands import (
    cancel_regeldag,
    close_regeldag,
    fail,
    report_result,
    tick,
)
from wegwijs.stages.overdracht.models import Regeldag


def states(w: World) -> Iterator[State]:
    """Every page of the regeldagen."""
    by, vwn, day = w.region.regisseur, w.region.counsellor, w.regeldag
    yield State("to come", "/regeldagen/", by)
    yield State("of who runs them", "/regeldagen/?van=mij", vwn)
    yield State("none was", "/regeldagen/?toon=geweest", by)
    yield State("empty", "/regeldagen/", w.region.outsider)
    plan = f"/overdracht/{w.dossiers.fresh.pk}/regeldag/"
    yield State("to plan", plan, by)
    yield State(
        "of a day that has gone",
        plan,
        by,
        post={"on": "20-11-2026", "at": "09:00", "members": [w.dossiers.fresh.pk]},
    )
    yield State("planned already", f"/overdracht/{w.dossiers.waiting.pk}/regeldag/", by, follow=True)
    yield from _board(w)
    yield State("on paper", f"/regeldagen/{day.pk}/blad/", vwn)
    yield State("to move", f"/regeldagen/{day.pk}/wijzigen/", by)
    moved = {"on": "01-12-2026", "at": "10:00", "begeleider": "", "version": "9"}
    yield State("two versions", f"/regeldagen/{day.pk}/wijzigen/", by, post=moved, status=409)
    yield State("to cancel", f"/regeldagen/{day.pk}/afzeggen/", by)
    yield State("too early to close", f"/regeldagen/{day.pk}/afsluiten/", vwn, post={}, follow=True)
    yield State("not closed", f"/regeldagen/{day.pk}/heropenen/", vwn, post={}, follow=True)
    yield from _steps(w)


def _board(w: World) -> Iterator[State]:
    by, vwn, day = w.region.regisseur, w.region.counsellor, w.regeldag
    board = f"/regeldagen/{day.pk}/"
    yield State("of the regisseur", board, by)
    yield State("halfway, on a phone", board, vwn, before=lambda: _halfway(w))
    yield State("what the begeleider reported", board, by, before=lambda: _halfway(w))
    yield State("on the day itself", board, vwn, before=lambda: _today(w))
    yield State("closed", board, by, before=lambda: _closed(w))
    yield State("lapsed", board, by, before=lambda: _left(w))
    yield State("cancelled", board, by, before=lambda: _cancelled(w))
    yield State("not to be called at home", board, vwn, before=lambda: _unsafe(w))


def _steps(w: World) -> Iterator[State]:
    by, vwn, day = w.region.regisseur, w.region.counsellor, w.regeldag
    base = f"/regeldagen/{day.pk}/stap/"
    bank, brp = (day.stappen.get(key=key).pk for key in ("bank", "brp"))
    yield State("to add", base, vwn)
    yield State("to prepare", f"{base}{bank}/", vwn)
    yield State("ticked", f"{base}{bank}/gedaan/", vwn, post={}, follow=True)
    yield State("why not", f"{base}{bank}/niet-gelukt/", vwn)
    yield State("from which day, reported", f"{base}{brp}/uitkomst/", vwn)
    yield State("from which day, taken over", f"{base}{brp}/uitkomst/", by)
    yield State("after all", f"{base}{bank}/toch-doen/", vwn, post={}, follow=True)
    yield State("left out", f"{base}{bank}/weglaten/", vwn, post={}, follow=True)


def _halfway(w: World) -> None:
    by, day = w.region.counsellor, w.regeldag
    tick(day.stappen.get(key="bank"), by=by)
    fail(day.stappen.get(key="huisarts"), by=by, reason="De praktijk neemt niemand aan")
    report_result(day.stappen.get(key="brp"), [day.dossier], by=by, on=TODAY)


def _today(w: World) -> None:
    Regeldag.objects.filter(pk=w.regeldag.pk).update(on=TODAY)


def _closed(w: World) -> None:
    _today(w)
    close_regeldag(w.regeldag, by=w.region.counsellor, dossiers=[w.regeldag.dossier])


def _left(w: World) -> None:
    for row in w.regeldag.meegaanden.select_related("dossier__person", "dossier__gemeente"):
        close_dossier(row.dossier, by=w.region.regisseur, on=TODAY - timedelta(days=1), reason="Overleden")


def _cancelled(w: World) -> None:
    cancel_regeldag(
        w.regeldag, by=w.region.regisseur, reason="de sleutel komt later", dossiers=[w.regeldag.dossier]
    )


def _unsafe(w: World) -> None:
    Person.objects.filter(pk=w.regeldag.dossier.person_id).update(
        contact_safely=True, safe_contact="via school"
    )
