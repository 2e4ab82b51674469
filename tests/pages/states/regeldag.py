"""The regeldag: planned, on the day, closed, lapsed; on the phone of who runs it and on paper."""

from collections.abc import Iterator
from datetime import time, timedelta
from uuid import UUID

from pages.states.state import State
from pages.states.world import World
from support.region import TODAY
from wegwijs import clock
from wegwijs.dossiers.commands import close_dossier
from wegwijs.people.models import Person
from wegwijs.stages.overdracht.commands import (
    Arranged,
    begin_template,
    cancel_regeldag,
    change_template_step,
    close_regeldag,
    fail,
    leave_out_of_template,
    report_result,
    tick,
)
from wegwijs.stages.overdracht.models import Regeldag, Sjabloonstap
from wegwijs.stages.overdracht.sjablonen import template_on

STEP = UUID("66666666-6666-4666-8666-666666666666")


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
        post={"on": "20-11-2026", "at": "09:00", "until": "16:00", "members": [w.dossiers.fresh.pk]},
    )
    yield State("planned already", f"/overdracht/{w.dossiers.waiting.pk}/regeldag/", by, follow=True)
    yield from _board(w)
    yield State("on paper", f"/regeldagen/{day.pk}/blad/", vwn)
    yield State("to move", f"/regeldagen/{day.pk}/wijzigen/", by)
    moved = {"on": "01-12-2026", "at": "10:00", "until": "16:00", "begeleider": "", "version": "9"}
    yield State("two versions", f"/regeldagen/{day.pk}/wijzigen/", by, post=moved, status=409)
    yield State("to cancel", f"/regeldagen/{day.pk}/afzeggen/", by)
    yield State("too early to close", f"/regeldagen/{day.pk}/afsluiten/", vwn, post={}, follow=True)
    yield State("not closed", f"/regeldagen/{day.pk}/heropenen/", vwn, post={}, follow=True)
    yield from _steps(w)
    yield from _templates(w)


def _templates(w: World) -> Iterator[State]:
    lead, base = w.region.teamlead, "/regeldagen/sjabloon/"
    one, step = f"{base}0505/", f"{base}0505/stap/{STEP}/"
    yield State("none yet", base, lead)
    yield State("of one gemeente", base, lead, before=lambda: _arranged(w))
    yield State("not yours", base, w.region.regisseur, status=404)
    yield State("standard", one, lead)
    yield State("its own, changed", one, lead, before=lambda: _arranged(w))
    yield State("begun", f"{one}begin/", lead, post={}, follow=True)
    yield State("to add", f"{one}stap/", lead, before=lambda: _arranged(w))
    yield State("without a name", f"{one}stap/", lead, post={"key": "eigen"}, before=lambda: _arranged(w))
    yield State("to change", step, lead, before=lambda: _arranged(w))
    wrong = {"title": "", "phone": "bel maar", "version": "2"}
    yield State("sent wrong", step, lead, post=wrong, before=lambda: _arranged(w))
    older = {"title": "Inschrijven", "version": "1"}
    yield State("two versions", step, lead, post=older, status=409, before=lambda: _arranged(w))
    for act in ("eerder", "later", "weglaten"):
        yield State(
            f"{act}, pressed", f"{step}{act}/", lead, post={}, follow=True, before=lambda: _arranged(w)
        )


def _arranged(w: World) -> None:
    """A template of last month, of which today one step changed and one was left out."""
    by = w.region.teamlead
    with clock.frozen(TODAY - timedelta(days=30)):
        begin_template(w.region.dordrecht, by=by)
    where = Arranged("Inschrijven", "gemeente", "Stadskantoor", "14 078", "Verblijfsdocument", time(10, 30))
    change_template_step(_step("brp"), where, by=by, expected_version=1)
    leave_out_of_template(_step("water"), by=by)
    Sjabloonstap.objects.filter(pk=_step("brp").pk).update(id=STEP)


def _step(key: str) -> Sjabloonstap:
    found = template_on("0505", TODAY)
    assert found
    return found.stappen.get(key=key)


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
