"""My work, the dossier page, search, and who saw what."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from pages.states.state import State
from pages.states.world import World
from support.ontzorgen import treasurer
from support.region import TODAY
from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.agenda.commands import make_feed
from wegwijs.alerts.commands import gather
from wegwijs.alerts.models import Alert
from wegwijs.desk.commands import keep_week, save_view
from wegwijs.dossiers.commands import Wanted, add_task, redistribute
from wegwijs.dossiers.models import HerverdeeldDossier, Herverdeling

KEPT = UUID("11111111-1111-4111-8111-111111111111")
BATCH = UUID("22222222-2222-4222-8222-222222222222")


def states(world: World) -> Iterator[State]:
    """Every page of the desk."""
    yield from _work(world)
    yield from _dossier(world)
    yield from _redistribution(world)
    yield from _search_and_audit(world)
    yield from _agenda(world)
    yield from _alerts(world)


def _work(w: World) -> Iterator[State]:
    r = w.region
    yield State("full", "/?van=allen", r.regisseur)
    yield State("of one's own", "/", r.regisseur)
    yield State("narrowed to what is late", "/?van=allen&wanneer=laat&gemeente=0505&fase=intake", r.regisseur)
    yield State("nothing in this choice", "/?van=allen&fase=leerroute&groep=gezin&wanneer=laat", r.regisseur)
    yield State("empty", "/", r.outsider)
    yield State("of a team", "/", r.teamlead)
    yield State("of a partner", "/", r.counsellor)
    by = treasurer(r)
    yield State("nothing to do for who keeps money", "/", by)
    yield State("tasks of who keeps money", "/", by, before=lambda: _tasks(w))
    yield State("everything for who keeps money", "/?van=allen", by)
    yield State("of somebody without dossiers", "/", w.administrator)
    yield State("to keep", "/weergaven/?van=allen&gemeente=0505", r.regisseur)
    yield State("kept", "/weergaven/?van=allen", r.regisseur, post={"name": "Te laat"}, follow=True)
    yield State("one kept", "/weergaven/", r.regisseur, before=lambda: _kept(w))
    yield State(
        "forgotten", f"/weergaven/{KEPT}/weg/", r.regisseur, post={}, follow=True, before=lambda: _kept(w)
    )
    yield State("first week", "/team/", r.teamlead)
    yield State("two Mondays kept", "/team/", r.teamlead, before=_mondays)
    yield State("on a page of its own", f"/dossier/{w.dossiers.waiting.pk}/waarom/", r.regisseur)


def _mondays() -> None:
    for day in (TODAY - timedelta(days=7), TODAY):
        keep_week(by=system_actor("wegwijs", on=day), on=day)


def _tasks(w: World) -> None:
    me = treasurer(w.region).employee
    for dossier, gone in ((w.dossiers.waiting, 1), (w.dossiers.waiting, -20), (w.dossiers.called, 3)):
        due = TODAY - timedelta(days=gone)
        add_task(
            dossier,
            "Kijk het geldplan na",
            why="De bijstand loopt door.",
            due_on=due,
            link="/ontzorgen/",
            assigned_to=me,
        )


def _kept(w: World) -> None:
    view = save_view(by=w.region.regisseur, name="Te laat", query="?van=allen&wanneer=laat")
    type(view).objects.filter(pk=view.pk).update(id=KEPT)


def _dossier(w: World) -> Iterator[State]:
    d, r = w.dossiers, w.region
    named = {
        "nothing happened yet": d.fresh, "voorloper": d.forerunner, "in the intake": d.waiting, "missed": d.called,
        "with a PIP in force": d.sent, "gezinsmigrant": d.family, "closed": d.closed,
    }  # fmt: skip
    for name, dossier in named.items():
        yield State(name, f"/dossier/{dossier.pk}/", r.regisseur)
    yield State("whole timeline", f"/dossier/{d.sent.pk}/?tijdlijn=alles", r.teamlead)
    yield State("timeline of one organisation", f"/dossier/{d.sent.pk}/?van=DUO", r.regisseur)
    yield State("the slice of a partner", f"/dossier/{d.waiting.pk}/", r.counsellor)
    yield State("for who decides", f"/dossier/{d.offered.pk}/", r.decider)
    yield State("not yours", f"/dossier/{d.fresh.pk}/", r.outsider, status=404)


def _redistribution(w: World) -> Iterator[State]:
    r = w.region
    assert r.regisseur.employee
    assert r.outsider.employee
    assert r.colleague.employee
    base = f"/team/herverdelen/{r.regisseur.employee.pk}/"
    asked = {
        "soort": "waarneming", "valid_from": "24-11-2026", "valid_to": "04-12-2026", "taker": str(r.colleague.employee.pk),
    }  # fmt: skip
    yield State("to choose", base, r.teamlead)
    yield State("nothing to move", f"/team/herverdelen/{r.outsider.employee.pk}/", r.teamlead)
    yield State("what would move", base, r.teamlead, post=asked)
    yield State("nobody who can", base, r.teamlead, post={**asked, "taker": str(r.outsider.employee.pk)})
    yield State("no period", base, r.teamlead, post={**asked, "valid_to": ""})
    yield State("planned", base, r.teamlead, post={**asked, "zeker": "ja"}, follow=True)
    stands = (("busy", "loopt"), ("done", "klaar"), ("put back", "terug"), ("ended early", "beeindigd"))
    for name, state in stands:
        yield State(name, f"/team/herverdeling/{BATCH}/", r.teamlead, before=partial(_batch, w, state))
    yield State(
        "undone", f"/team/herverdeling/{BATCH}/terug/", r.teamlead, post={}, follow=True,
        before=partial(_batch, w, "klaar"),
    )  # fmt: skip
    yield State("none", "/team/herverdelingen/", r.teamlead)
    yield State("some", "/team/herverdelingen/", r.teamlead, before=partial(_batch, w, "klaar"))
    yield State(
        "one ended early", "/team/herverdelingen/", r.teamlead, before=partial(_batch, w, "beeindigd")
    )
    yield State("stands in", "/", r.colleague, before=partial(_batch, w, "klaar"))
    yield State(
        "has a stand-in",
        f"/dossier/{w.dossiers.waiting.pk}/",
        r.colleague,
        before=partial(_batch, w, "klaar"),
    )


def _batch(w: World, state: str) -> None:
    """The regisseur is away since today; of what was put back one dossier stayed."""
    r = w.region
    assert r.regisseur.employee
    assert r.colleague.employee
    away = Wanted(Herverdeling.Soort.WAARNEMING, TODAY, date(2026, 12, 4), {"0505": r.colleague.employee})
    (batch,) = redistribute(r.regisseur.employee, away, by=r.teamlead)
    ended = {"ended_on": TODAY, "ended_by": r.teamlead.label} if state == "beeindigd" else {}
    Herverdeling.objects.filter(pk=batch.pk).update(id=BATCH, state=state, **ended)
    HerverdeeldDossier.objects.create(
        herverdeling_id=BATCH, dossier=w.dossiers.waiting, event=0, done_at=clock.now(), state="bleef",
        reason="Er is intussen aan het dossier gewerkt.",
    )  # fmt: skip


def _search_and_audit(w: World) -> Iterator[State]:
    r = w.region
    yield State("nothing asked", "/zoeken/", r.regisseur)
    yield State("found", "/zoeken/", r.regisseur, post={"q": "Tesfay"})
    yield State("nothing found", "/zoeken/", r.regisseur, post={"q": "niemand"})
    yield State("everything", "/inzage/", w.privacy)
    yield State("of one dossier", f"/inzage/?number={w.dossiers.waiting.number}", w.privacy)
    yield State("nothing found", "/inzage/?since=01-01-2020&until=02-01-2020", w.privacy)
    yield State("a wrong day", "/inzage/?since=31-02-2026", w.privacy)
    yield State("checked", "/inzage/controle/", w.privacy, post={}, follow=True)


def _agenda(w: World) -> Iterator[State]:
    by = w.region.regisseur
    yield State("a week", "/agenda/?op=2026-11-25", by)
    yield State("a week with termijnen", "/agenda/?op=2026-11-25&termijnen=ja", by)
    yield State("a day", "/agenda/?op=2026-11-25&toon=dag", by)
    yield State("an empty week", "/agenda/?op=2027-03-01", by)
    yield State("of somebody without dossiers", "/agenda/", w.region.outsider)
    yield State("of the region", "/agenda/regio/?op=2026-11-25", w.region.teamlead)
    yield State("of one gemeente", "/agenda/regio/?op=2026-11-25&gemeente=0505", w.region.teamlead)
    yield State("an empty week of the region", "/agenda/regio/?op=2027-03-01", w.region.teamlead)
    yield State("not yours", "/agenda/regio/", w.region.counsellor, status=404)
    yield State("no address yet", "/agenda/koppelen/", by)
    yield State("an address, shown once", "/agenda/koppelen/", by, post={"with_termijnen": "on"})
    yield State(
        "has an address", "/agenda/koppelen/", by, before=lambda: make_feed(by=by, with_termijnen=True)
    )
    yield State(
        "revoked", "/agenda/intrekken/", by, post={}, follow=True,
        before=lambda: make_feed(by=by, with_termijnen=True),
    )  # fmt: skip


def _alerts(w: World) -> Iterator[State]:
    by = w.region.regisseur
    first = Alert.objects.filter(employee=by.employee, read_at=None).first()
    assert first
    yield State("unread", "/meldingen/", by)
    yield State("of one kind", f"/meldingen/?soort={first.kind}", by)
    yield State("none", "/meldingen/", w.region.outsider)
    yield State("of management", "/meldingen/", w.administrator, before=lambda: gather(on=TODAY))
    yield State("of oversight", "/meldingen/", w.privacy, before=lambda: gather(on=TODAY))
    yield State("the mail chosen", "/meldingen/", by, post={"wanted": [first.kind]}, follow=True)
    yield State("a kind that isn't there", "/meldingen/", by, post={"wanted": ["mis"]})
    yield State("one read", f"/meldingen/{first.pk}/gelezen/", by, post={}, follow=True)
    yield State("all read", "/meldingen/gelezen/", by, post={}, follow=True)
