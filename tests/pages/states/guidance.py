"""Guidance by VluchtelingenWerk: the desk, a plan, the offer side by side, figures for the grant, volunteers."""

from collections.abc import Iterator
from datetime import timedelta

from pages.states.state import State
from pages.states.world import World
from support.guidance import (
    GOAL,
    OFFER,
    SUMMARY,
    Deel,
    coordinator,
    guided,
    manager,
    offered,
    planned,
    visited,
    volunteer,
    wanted,
)
from support.region import TODAY, make_dossier, someone
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.dossiers.commands import assign_colleague, close_dossier
from wegwijs.dossiers.models import Betrokkenheid
from wegwijs.organisations.models import Employee
from wegwijs.stages.begeleiding.commands import Agreed, change_plan, depart, end_plan, lay_down_offer
from wegwijs.stages.begeleiding.models import Begeleidingsplan, Eindreden

NAMED = 987_654
LONG = "Zij wil vooral leren omgaan met de post en de rekeningen die elke maand komen. " * 2


def states(w: World) -> Iterator[State]:
    """Every page of guidance and its offer."""
    # Made once, before any state: who asks must be there when the states are listed.
    who = {"coordinator": coordinator(w.region), "volunteer": volunteer(w.region)}
    yield from _desk(w, **who)
    yield from _plan(w, **who)
    yield from _acts(w)
    yield from _named(w, who["coordinator"])
    yield from _offer(w, who["coordinator"])
    yield from _figures(w, who["coordinator"])
    yield from _volunteers(w, **who)


def _desk(w: World, coordinator: Actor, volunteer: Actor) -> Iterator[State]:
    by = w.region.counsellor
    yield State("nobody yet", "/begeleiding/", by)
    yield State("of a volunteer, nobody", "/begeleiding/", volunteer)
    yield State("mine", "/begeleiding/", by, before=lambda: _visited(w))
    yield State(
        "everybody, a talk is late", "/begeleiding/?van=iedereen", coordinator, before=lambda: _several(w)
    )
    yield State("of a volunteer", "/begeleiding/", volunteer, before=lambda: _helped(w))
    yield State("none of these", "/begeleiding/?van=iedereen&toon=loopt-af", by, before=lambda: _visited(w))
    yield State("not yours", "/begeleiding/", w.region.regisseur, status=404)


def _plan(w: World, coordinator: Actor, volunteer: Actor) -> Iterator[State]:
    by, reader = w.region.counsellor, w.region.regisseur
    base = f"/begeleiding/{w.dossiers.waiting.pk}/"
    yield State("no plan", base, by)
    yield State("no plan, for the regisseur", base, reader)
    yield State("just made", base, by, before=lambda: _planned(w))
    yield State("with a log", base, by, before=lambda: _visited(w))
    yield State("for the regisseur", base, reader, before=lambda: _visited(w))
    yield State("changed, over its hours, somebody named", base, coordinator, before=lambda: _changed(w))
    yield State("for a volunteer", base, volunteer, before=lambda: _helped(w))
    yield State("ended", base, by, before=lambda: _ended(w))
    yield State("closed", base, by, before=lambda: _closed(w))
    yield State("not yours", base, w.region.administrator, status=404)
    yield State("not named", base, volunteer, status=404)


def _acts(w: World) -> Iterator[State]:
    by = w.region.counsellor
    base = f"/begeleiding/{w.dossiers.waiting.pk}/"
    assert by.employee
    made = {
        "begeleider": str(by.employee.pk), "begins_on": "23-11-2026", "ends_on": "23-11-2027", "minutes_geld": "4",
        "goal_geld": GOAL,
    }  # fmt: skip
    yield State("no offer yet", f"{base}maken/", by, follow=True)
    yield State("to make", f"{base}maken/", by, before=lambda: offered(w.region))
    yield State("nothing filled in", f"{base}maken/", by, post={}, before=lambda: offered(w.region))
    yield State("made", f"{base}maken/", by, post=made, follow=True, before=lambda: offered(w.region))
    yield State("made already", f"{base}maken/", by, follow=True, before=lambda: _planned(w))
    changed = {**made, "why": LONG[:150], "version": "1"}
    yield State("to change", f"{base}wijzigen/", by, before=lambda: _planned(w))
    yield State("no reason", f"{base}wijzigen/", by, post={**changed, "why": ""}, before=lambda: _planned(w))
    yield State("changed", f"{base}wijzigen/", by, post=changed, follow=True, before=lambda: _planned(w))
    yield State("two versions", f"{base}wijzigen/", by, post=changed, status=409, before=lambda: _changed(w))
    yield State("no plan to change", f"{base}wijzigen/", by, status=404)
    ended = {"on": "23-11-2026", "reason": "bereikt", "version": "1"}
    yield State("to end", f"{base}beeindigen/", by, before=lambda: _planned(w))
    yield State("no reason", f"{base}beeindigen/", by, post={"version": "1"}, before=lambda: _planned(w))
    yield State("ended", f"{base}beeindigen/", by, post=ended, follow=True, before=lambda: _planned(w))
    seen = {
        "on": "23-11-2026", "minutes": "1,5", "part": "geld", "way": "bezoek", "reached": "ja", "summary": SUMMARY, "key": "k",
    }  # fmt: skip
    yield State("to record", f"{base}contact/", by, before=lambda: _planned(w))
    yield State(
        "a BSN", f"{base}contact/", by, post={**seen, "summary": "BSN 999990408"}, before=lambda: _planned(w)
    )
    yield State("recorded", f"{base}contact/", by, post=seen, follow=True, before=lambda: _planned(w))


def _named(w: World, by: Actor) -> Iterator[State]:
    base = f"/begeleiding/{w.dossiers.waiting.pk}/toewijzen/"
    helper = Employee.objects.get(name="Aartsen Werker").pk
    yield State("to name", base, by)
    yield State("nobody chosen", base, by, post={})
    yield State("named", base, by, post={"employee": str(helper), "until": ""}, follow=True)
    yield State("not yours", base, w.region.counsellor, status=404)
    end = f"{base}{NAMED}/einde/"
    yield State("to end", end, by, before=lambda: _helped(w))
    yield State("no day", end, by, post={"on": ""}, before=lambda: _helped(w))
    yield State("ended", end, by, post={"on": "22-11-2026"}, follow=True, before=lambda: _helped(w))


def _offer(w: World, coordinator: Actor) -> Iterator[State]:
    by = w.administrator
    yield State("nothing laid down", "/begeleidingsaanbod/", by)
    yield State("nothing laid down, for VluchtelingenWerk", "/begeleidingsaanbod/", w.region.counsellor)
    yield State("side by side", "/begeleidingsaanbod/", by, before=lambda: _departed(w))
    yield State(
        "side by side, for VluchtelingenWerk",
        "/begeleidingsaanbod/",
        coordinator,
        before=lambda: _departed(w),
    )
    yield State("not yours", "/begeleidingsaanbod/", w.region.administrator, status=404)
    new = "/begeleidingsaanbod/nieuw/"
    yield State("first", new, by)
    yield State("next", new, by, before=lambda: offered(w.region))
    yield State("nothing filled in", new, by, post={})
    laid = {"geld": "4", "woning": "6", "valid_from": "01-01-2027", "source": "Beleidskader 2027"}
    yield State("laid down", new, by, post=laid, follow=True)
    yield State("not yours", new, w.region.counsellor, status=404)
    part = "/begeleidingsaanbod/afwijking/"
    yield State("to depart", part, by, before=lambda: offered(w.region))
    yield State("no difference", part, by, post={"gemeente": "0505", "part": "geld", "more": "meer"})
    sent = {
        "gemeente": "0505", "part": "geld", "more": "meer", "minutes": "4", "reason": "het loket weg is",
        "valid_from": "01-12-2026",
    }  # fmt: skip
    yield State("departed", part, by, post=sent, follow=True, before=lambda: offered(w.region))


def _figures(w: World, coordinator: Actor) -> Iterator[State]:
    page = "/begeleidingsaanbod/cijfers/"
    yield State("nothing yet", page, w.region.teamlead)
    yield State("of one who sees each", page, coordinator, before=lambda: _several(w))
    controller = someone(w.region, "controller", Role.CONTROLLER, "SDD")
    yield State("few people", f"{page}?periode=2026", controller, before=lambda: _several(w))
    yield State("not yours", page, w.region.counsellor, status=404)


def _volunteers(w: World, coordinator: Actor, volunteer: Actor) -> Iterator[State]:
    page = "/begeleiding/vrijwilligers/"
    helper = Employee.objects.get(name="Aartsen Werker").pk
    yield State("a talk is late", page, coordinator)
    yield State(
        "none", page, coordinator,
        before=lambda: Employee.objects.filter(pk=helper).update(volunteer=False),
    )  # fmt: skip
    yield State("not yours", page, volunteer, status=404)
    talks = (
        (f"{page}{helper}/jaargesprek/", coordinator),
        (f"/beheer/medewerkers/{helper}/jaargesprek/", w.administrator),
    )
    for talk, by in talks:
        yield State("to talk", talk, by)
        yield State("nothing filled in", talk, by, post={})
        sent = {"on": "20-11-2026", "outcome": "door", "last_day": "20-11-2027"}
        yield State("goes on", talk, by, post=sent, follow=True)
    yield State("of a volunteer", f"/beheer/medewerkers/{helper}/", w.administrator)


def _planned(w: World) -> Begeleidingsplan:
    return planned(w.region, w.dossiers.waiting, begins_on=w.dossiers.waiting.opened_on)


def _visited(w: World) -> Begeleidingsplan:
    plan = _planned(w)
    visited(w.region, plan)
    visited(w.region, plan, key="nog een", minutes=45, reached=False, part=Deel.BUURT, summary=LONG[:200])
    return plan


def _changed(w: World) -> None:
    plan = _visited(w)
    parts = {Deel.GELD: Agreed(60, GOAL), Deel.MEEDOEN: Agreed(480, LONG[:150])}
    change_plan(
        plan,
        wanted(w.region, parts=parts),
        by=w.region.counsellor,
        why="Zij wil aan het werk.",
        expected_version=1,
    )
    _name(w)


def _helped(w: World) -> None:
    _visited(w)
    _name(w)


def _name(w: World) -> None:
    helper = volunteer(w.region).employee
    assert helper
    row = assign_colleague(w.dossiers.waiting, helper, by=coordinator(w.region), on=TODAY)
    Betrokkenheid.objects.filter(pk=row.pk).update(id=NAMED)


def _ended(w: World) -> None:
    plan = _visited(w)
    end_plan(plan, Eindreden.BEREIKT, by=w.region.counsellor, on=TODAY, expected_version=1)


def _closed(w: World) -> None:
    _visited(w)
    close_dossier(w.dossiers.waiting, by=w.region.regisseur, on=TODAY, reason="verhuisd")


def _several(w: World) -> None:
    _helped(w)
    ending = planned(w.region, make_dossier(w.region))
    Begeleidingsplan.objects.filter(pk=ending.pk).update(ends_on=TODAY + timedelta(days=9))
    guided(w.region, make_dossier(w.region))
    _depart(w)


def _departed(w: World) -> None:
    offered(w.region)
    _depart(w)
    lay_down_offer(
        {**OFFER, Deel.AFRONDEN: 60}, by=w.administrator, valid_from=TODAY + timedelta(days=39), source="Raad"
    )


def _depart(w: World) -> None:
    by = manager(w.region)
    depart(w.region.dordrecht, Deel.GELD, 240, by=by, valid_from=TODAY, reason="het loket weg is")
    depart(
        w.region.dordrecht,
        Deel.ZORG,
        60,
        by=by,
        valid_from=TODAY + timedelta(days=9),
        reason="er gezinnen komen",
    )
