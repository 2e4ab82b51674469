"""What is still needed, the end of a route, what makes a termijn longer, and talks about progress."""

from collections.abc import Iterator
from datetime import date, time
from uuid import UUID

from pages.states.state import State
from pages.states.world import World
from support.completion import followed, on_route, sat, school, z_ready
from support.region import TODAY
from wegwijs.dossiers.choices import TalkPlace
from wegwijs.dossiers.commands import Planned, close_dossier, plan_afspraak, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Afspraak, Dossier
from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.commands.afronden import finish_z, record_z_talk
from wegwijs.stages.leerroutes.commands.fewer_hours import FewerHours, decide_fewer_hours
from wegwijs.stages.leerroutes.commands.statement import record_statement
from wegwijs.stages.leerroutes.commands.talks import Agreed, Who, hold_talk
from wegwijs.stages.leerroutes.models import Urenbesluit, Urengrond
from wi2021.leerroutes import Gespreksvoerder

DECISION = UUID("66666666-6666-4666-8666-666666666666")
LONG_AGO = date(2024, 3, 10)


def states(world: World) -> Iterator[State]:
    """Every page about completion."""
    yield from _lists(world)
    yield from _one(world)
    yield from _end(world)
    yield from _fewer(world)
    yield from _longer(world)
    yield from _talks(world)
    yield from _change(world)


def _lists(w: World) -> Iterator[State]:
    by = w.region.regisseur
    for address, signal in (
        ("/voltooien/", "bijna"),
        ("/voltooien/termijn/", "voorbij"),
        ("/voltooien/gesprekken/", "stil"),
        ("/voltooien/rapporten/", "signaal"),
    ):
        yield State("nobody", address, w.region.outsider)
        yield State("some", address, by, before=lambda: _many(w))
        yield State("nothing of that kind", f"{address}?wanneer={signal}&route=O&van=mij&gemeente=0505", by)
        yield State("past the end", f"{address}?na=9999-12-31_{UUID(int=(1 << 128) - 1)}", by)
        yield State("not yours", address, w.region.counsellor, status=404)
    yield State("a proof to hand over", "/voltooien/?wanneer=bewijs", by, before=lambda: _met(w))


def _one(w: World) -> Iterator[State]:
    by, base = w.region.regisseur, f"/voltooien/dossier/{w.dossiers.waiting.pk}/"
    yield State("before the PIP", base, by)
    yield State("B1-route, exams", base, by, before=lambda: _exams(w))
    yield State(
        "Onderwijsroute", base, by, before=lambda: on_route(w.region, "O", dossier=w.dossiers.waiting)
    )
    yield State("Z-route, begun", base, by, before=lambda: _z(w))
    yield State("Z-route, ready", base, by, before=lambda: z_ready(w.region, dossier=w.dossiers.waiting))
    yield State("Z-route, finished", base, by, before=lambda: _finished(w))
    yield State("met", base, by, before=lambda: _met(w))
    yield State("of a decider, who records nothing", base, w.region.decider, before=lambda: _exams(w))
    yield State("not yours", base, w.region.outsider, status=404)


def _end(w: World) -> Iterator[State]:
    by, base = w.region.regisseur, f"/voltooien/dossier/{w.dossiers.waiting.pk}/"
    acts = {
        "eindgesprek": (
            {"on": "23-11-2026", "held_by": Gespreksvoerder.COLLEGE.value, "mandate": ""},
            lambda: _z(w),
        ),
        "taalschakeltraject": (
            {"on": "23-11-2026", "school": "Da Vinci College"},
            lambda: on_route(w.region, "O", dossier=w.dossiers.waiting),
        ),
        "bewijs": ({"on": "23-11-2026", "how": ""}, lambda: _met(w)),
    }
    for act, (given, before) in acts.items():
        here = f"{base}{act}/"
        yield State("to fill in", here, by, before=before)
        yield State("nothing filled in", here, by, post={}, before=before)
        yield State("done", here, by, post=given, follow=True, before=before)
        yield State("refused", here, by, post=given)
        yield State("not yours", here, w.region.decider, status=404)
    provider = {"on": "23-11-2026", "held_by": Gespreksvoerder.AANBIEDER.value, "mandate": ""}
    yield State("by a provider", f"{base}eindgesprek/", by, post=provider, before=lambda: _z(w))
    here = f"{base}afronden/"
    yield State("not yet", here, by, follow=True, before=lambda: _z(w))
    yield State("not yet, sent", here, by, post={}, before=lambda: _z(w))
    yield State("ready", here, by, before=lambda: z_ready(w.region, dossier=w.dossiers.waiting))
    yield State(
        "finished now",
        here,
        by,
        post={},
        follow=True,
        before=lambda: z_ready(w.region, dossier=w.dossiers.waiting),
    )
    here = f"{base}intrekken/"
    yield State("not finished", here, by, follow=True)
    yield State("to take back", here, by, before=lambda: _finished(w))
    yield State("no reason", here, by, post={}, before=lambda: _finished(w))
    yield State(
        "taken back", here, by, post={"reason": "uren kloppen niet"}, follow=True, before=lambda: _finished(w)
    )


def _fewer(w: World) -> Iterator[State]:
    by, base = w.region.decider, f"/voltooien/dossier/{w.dossiers.waiting.pk}/"
    here = f"{base}minder-uren/"
    right = {
        "ground": "R-Z-x",
        "rehabilitation": "on",
        "followed_until": "",
        "hours": "150",
        "why": "Leert daar Nederlands",
    }
    yield State("to decide", here, by, before=lambda: _z(w))
    yield State("no rehabilitation", here, by, post=right | {"rehabilitation": ""}, before=lambda: _z(w))
    yield State("decided", here, by, post=right, follow=True, before=lambda: _z(w))
    yield State("another route", here, by, follow=True)
    yield State("to take back", f"{here}{DECISION}/intrekken/", by, before=lambda: _less(w))
    yield State("not yours", here, w.region.regisseur, status=404)


def _less(w: World) -> None:
    """With the key in the address."""
    _z(w)
    facts = FewerHours(Urengrond.BEPERKING, 150, "Leert daar Nederlands", rehabilitation=True)
    made = decide_fewer_hours(w.dossiers.waiting, facts, by=w.region.decider, on=TODAY)
    Urenbesluit.objects.filter(pk=made.pk).update(id=DECISION)


def _longer(w: World) -> Iterator[State]:
    by, base = w.region.regisseur, f"/voltooien/dossier/{w.dossiers.waiting.pk}/termijn/"
    yield State("before the PIP", base, by)
    yield State("late offer", base, by, before=lambda: _exams(w))
    yield State("with decisions", base, by, before=lambda: _decided(w))
    yield State("asked", f"{base}vraag/", by, post={}, follow=True, before=lambda: _exams(w))
    yield State("makes no sense", f"{base}vraag/", by, post={}, follow=True, before=lambda: _in_time(w))
    yield State("to fill in", f"{base}verklaring/", by, before=lambda: _exams(w))
    yield State("nothing filled in", f"{base}verklaring/", by, post={}, before=lambda: _exams(w))
    letter = f"{base}verklaring/brief/"
    yield State("the letter", letter, by, before=lambda: _exams(w))
    yield State("no letter needed", letter, by, follow=True, before=lambda: _in_time(w))
    yield State("nothing chosen", letter, by, post={}, before=lambda: _exams(w))
    yield State("not yours", letter, w.region.outsider, status=404)
    given = {"on": "23-11-2026"}
    yield State("given", f"{base}verklaring/", by, post=given, follow=True, before=lambda: _exams(w))
    yield State("makes no sense", f"{base}verklaring/", by, post=given, before=lambda: _in_time(w))
    yield State("not yours", base, w.region.outsider, status=404)


def _talks(w: World) -> Iterator[State]:
    by, base = w.region.regisseur, f"/voltooien/dossier/{w.dossiers.waiting.pk}/gesprekken/"
    yield State("before the PIP", base, by)
    yield State("none held", base, by, before=lambda: _exams(w))
    yield State("held and planned", base, by, before=lambda: _talked(w))
    yield State("not yours", base, w.region.outsider, status=404)
    assert by.employee
    plan = {
        "on": "01-12-2026",
        "at": "10:00",
        "minutes": "45",
        "way": "kantoor",
        "place": "",
        "employee": str(by.employee.pk),
    }
    yield State("to fill in", f"{base}plannen/", by)
    yield State("nothing filled in", f"{base}plannen/", by, post={})
    yield State("planned", f"{base}plannen/", by, post=plan, follow=True, before=lambda: _exams(w))
    held = {
        "on": "23-11-2026",
        "way": "kantoor",
        "what_1": "Belt de school",
        "who_1": "gemeente",
        "by_1": "01-12-2026",
    }
    yield State("to fill in", f"{base}vastleggen/", by)
    yield State("nothing filled in", f"{base}vastleggen/", by, post={})
    yield State("half an agreement", f"{base}vastleggen/", by, post={**held, "who_1": ""})
    yield State("held", f"{base}vastleggen/", by, post=held, follow=True, before=lambda: _exams(w))
    yield State("before there is a PIP", f"{base}vastleggen/", by, post=held)


def _change(w: World) -> Iterator[State]:
    by, here = w.region.regisseur, f"/voltooien/dossier/{w.dossiers.sent.pk}/wijzigen/"
    yield State("to fill in", here, by)
    yield State("nothing filled in", here, by, post={})
    given = {
        "change": "Z",
        "ground": "te_weinig",
        "why": "U leert minder snel dan wij dachten.",
        "judgement": "",
    }
    yield State("a version begun", here, by, post=given, follow=True)
    yield State(
        "too few hours",
        here,
        by,
        post={**given, "change": "A2", "ground": "", "effort": "on", "judgement": "x"},
    )
    yield State("without a PIP", f"/voltooien/dossier/{w.dossiers.waiting.pk}/wijzigen/", by)
    yield State(
        "of another system",
        f"/voltooien/dossier/{w.dossiers.waiting.pk}/wijzigen/",
        by,
        before=lambda: _exams(w),
    )
    yield State("not yours", here, w.region.decider, status=404)


def _exams(w: World) -> Dossier:
    """The termijn nearly over, an exam passed, one failed, no offer ever."""
    dossier = on_route(w.region, "B", pip=LONG_AGO, dossier=w.dossiers.waiting)
    sat(w.region, dossier, "LE", on=date(2026, 6, 1))
    sat(w.region, dossier, "SP", on=date(2026, 6, 1), result="Gezakt")
    return dossier


def _in_time(w: World) -> None:
    record_event(_exams(w), Kind.AANBOD, by=w.region.regisseur, on=date(2024, 4, 1))


def _z(w: World) -> Dossier:
    """Hours at a school with keurmerk, and some elsewhere."""
    dossier = on_route(w.region, "Z", pip=LONG_AGO, dossier=w.dossiers.waiting)
    followed(w.region, dossier, Soort.NT2, 120, at=school(w.region))
    followed(w.region, dossier, Soort.NT2, 12, at=w.region.organisations["SDD"])
    record_z_talk(dossier, by=w.region.regisseur, on=TODAY, held_by=Gespreksvoerder.COLLEGE)
    return dossier


def _finished(w: World) -> None:
    finish_z(z_ready(w.region, dossier=w.dossiers.waiting), by=w.region.regisseur)


def _met(w: World) -> None:
    dossier = _z(w)
    told = {"plichtig": False, "eind": "2026-11-20", "reden_geen": "Inburgeringsplicht voldaan"}
    record_event(dossier, Kind.DUO_PLICHT, by=w.region.duo, on=TODAY, origin=Origin.DUO, payload=told)
    close_dossier(
        dossier, by=w.region.duo, on=TODAY, reason="DUO: Inburgeringsplicht voldaan", origin=Origin.DUO
    )


def _many(w: World) -> None:
    _exams(w)
    for route in ("B", "O", "Z"):
        on_route(w.region, route)


def _decided(w: World) -> None:
    dossier = _exams(w)
    record_event(
        dossier, Kind.DUO_VERZOEK, by=w.region.duo, on=TODAY, origin=Origin.DUO, summary="verzoek om verlenging afgewezen",
        payload={"soort": "verzoek om verlenging afgewezen", "oordeel": "afgewezen"},
    )  # fmt: skip
    record_statement(dossier, by=w.region.regisseur, on=TODAY)


def _talked(w: World) -> None:
    dossier, by = _exams(w), w.region.regisseur
    agreed = (
        Agreed("Belt de school", Who.GEMEENTE, date(2026, 12, 1)),
        Agreed("Oefent elke week", Who.INBURGERAAR),
    )
    hold_talk(dossier, by=by, on=TODAY, way=TalkPlace.KANTOOR, agreed=agreed)
    assert by.employee
    talk = Planned(
        by.employee, Afspraak.Soort.VOORTGANG, date(2026, 12, 4), time(10), 45, Afspraak.Way.KANTOOR
    )
    plan_afspraak(dossier, talk, by=by)
