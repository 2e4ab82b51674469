"""From COA to the gemeente."""

from collections.abc import Iterator
from datetime import date, time

from pages.states.state import State
from pages.states.world import World
from support.coa import coa_worker, supply_of
from support.region import TODAY
from wegwijs.documents.models import Letter
from wegwijs.dossiers.choices import HouseRefusal, HouseStep
from wegwijs.dossiers.commands import Planned, cancel_afspraak, plan_afspraak
from wegwijs.dossiers.models import Afspraak
from wegwijs.stages.overdracht.commands import Figure, record_huisvesting, set_taakstelling, stop_asking
from wegwijs.stages.overdracht.commands.invitation import send_invitation
from wegwijs.stages.overdracht.halfyears import HalfYear

STEPS = ("profiel", "koppeling", "driegesprek", "driegesprek/plannen", "woning", "voorinburgering")
KNOWN = {
    "begin": "koppeling", "on": "20-11-2026", "gemeente": "0505", "variant": "asiel", "sex": "V",
    "v_nummer": "2812345678",
}  # fmt: skip


def states(w: World) -> Iterator[State]:
    """Every page of the handover."""
    by, d = w.region.regisseur, w.dossiers
    yield State("on the way", "/overdracht/", by)
    yield State("voorlopers", "/overdracht/?soort=voorloper&van=mij", by)
    yield State("without a talk", "/overdracht/?stand=zonder-gesprek", by)
    yield State("empty", "/overdracht/", w.region.outsider)
    yield State("to fill in", "/overdracht/nieuw/", by)
    someone = d.fresh.person
    typed = {
        **KNOWN, "voornamen": someone.voornamen, "geslachtsnaam": someone.geslachtsnaam,
        "birth": str(someone.birth),
    }  # fmt: skip
    yield State("somebody like this is known", "/overdracht/nieuw/", by, post=typed, status=409)
    number = {**typed, "v_nummer": someone.v_nummer or ""}
    yield State("this number is known", "/overdracht/nieuw/", by, post=number, status=409)
    yield State("halfway", f"/overdracht/{d.forerunner.pk}/", by)
    yield State("nothing known", f"/overdracht/{d.fresh.pk}/", by)
    for step in STEPS:
        yield State("to fill in", f"/overdracht/{d.forerunner.pk}/{step}/", by)
    yield from _housing(w)
    yield from _invitations(w)
    yield from _coa(w)
    yield from _files(w)
    yield from _caseload(w)


def _coa(w: World) -> Iterator[State]:
    by, coa, dossier = w.region.regisseur, coa_worker(w.region), w.dossiers.forerunner
    one = f"/overdracht/coa/{supply_of(dossier).pk}/"
    yield State("linked people", "/overdracht/coa/", coa)
    yield State("with a talk", "/overdracht/coa/", coa, before=lambda: _talk_with_coa(w))
    yield State("nobody", "/overdracht/coa/", coa, before=lambda: stop_asking(dossier, by=by))
    yield State("not yours", "/overdracht/coa/", by, status=404)
    yield State("begins here", "/", coa, follow=True)
    yield State("to fill in", one, coa)
    yield State("filled in", one, coa, post=SUPPLIED, follow=True, before=lambda: _talk_with_coa(w))
    yield State("sent wrong", one, coa, post={**SUPPLIED, "gezinsgrootte": "900"})
    yield State("over", one, coa, status=404, before=lambda: stop_asking(dossier, by=by))
    yield State("to ask", f"/overdracht/{w.dossiers.fresh.pk}/coa/", by)
    yield State("stopped", f"/overdracht/{dossier.pk}/coa/stoppen/", by, post={}, follow=True)


SUPPLIED = {"gezinsgrootte": "4", "nareizigers": "ja", "taalniveau": "A1", "voorinburgering": "gevolgd"}


def _talk_with_coa(w: World) -> None:
    assert w.region.regisseur.employee
    planned = Planned(
        w.region.regisseur.employee, Afspraak.Soort.DRIEGESPREK, date(2026, 11, 26), time(13), 60, Afspraak.Way.OPVANG,
        "azc Dronten", "L. Maas", interpreter=True,
    )  # fmt: skip
    plan_afspraak(w.dossiers.forerunner, planned, by=w.region.regisseur)


def _housing(w: World) -> Iterator[State]:
    by, lead, base = w.region.regisseur, w.region.teamlead, "/overdracht/huisvesting/"
    yield State("without a figure", base, by)
    yield State("with figures", base, lead, before=lambda: _figures(w))
    yield State("of another half-year", f"{base}?halfjaar=2026-1", lead, before=lambda: _figures(w))
    yield State("not yours", base, w.region.counsellor, status=404)
    yield State("without a figure", f"{base}0505/", by)
    yield State("figures and homes", f"{base}0505/", lead, before=lambda: _figures(w))
    yield State("nobody waits", f"{base}0642/", lead)
    yield State("not yours", f"{base}0505/", w.region.outsider, status=404)
    form = f"{base}0505/taakstelling/"
    yield State("to fill in", form, lead)
    yield State("to correct", form, lead, before=lambda: _figures(w))
    wrong = {
        "period": "2026-2",
        "number": "-1",
        "over": "achterstand",
        "source": "",
        "source_on": "01-01-2030",
    }
    yield State("sent wrong", form, lead, post=wrong)
    refused = {"members": [w.dossiers.forerunner.pk], "on": "20-11-2026", "stap": "geweigerd"}
    yield State(
        "refused without a reason", f"/overdracht/{w.dossiers.forerunner.pk}/woning/", by, post=refused
    )


def _invitations(w: World) -> Iterator[State]:
    by, dossier = w.region.regisseur, w.dossiers.waiting
    talk = dossier.afspraken.get()
    address = f"/overdracht/{dossier.pk}/uitnodiging/{talk.pk}/"
    yield State("to send", address, by)
    yield State("it moved", address, by, before=lambda: _invited(w, moved=True))
    yield State("it is cancelled", address, by, before=lambda: _invited(w, cancelled=True))
    yield State("who knows already", address, by, follow=True, before=lambda: _invited(w))
    yield State(
        "a letter is due", f"/overdracht/{dossier.pk}/", by, before=lambda: _invited(w, cancelled=True)
    )


def _invited(w: World, *, moved: bool = False, cancelled: bool = False) -> None:
    dossier = w.dossiers.waiting
    talk = dossier.afspraken.get()
    send_invitation(dossier, talk, by=w.region.regisseur, on=TODAY, channel=Letter.Channel.UITGEREIKT)
    if moved:
        Afspraak.objects.filter(pk=talk.pk).update(on=date(2026, 12, 1))
    if cancelled:
        cancel_afspraak(talk, by=w.region.regisseur)


def _figures(w: World) -> None:
    """A figure that was corrected, a family that moved, and homes offered and refused."""
    for number, over in ((110, 4), (118, -6)):
        figure = Figure(number, over, "brief van de provincie, kenmerk 2026-114", date(2026, 7, 1))
        set_taakstelling(w.region.dordrecht, HalfYear.of(TODAY), figure, by=w.region.teamlead)
    family, refuses = [w.dossiers.waiting], [w.dossiers.forerunner]
    steps = ((family, HouseStep.VERHUISD, None), (refuses, HouseStep.GEWEIGERD, HouseRefusal.PLEK))
    for who, step, refusal in steps:
        record_huisvesting(who, by=w.region.regisseur, on=TODAY, step=step, place="", refusal=refusal)


def _files(w: World) -> Iterator[State]:
    by, files = w.region.regisseur, w.files
    yield State("to choose", "/overdracht/bestand/", by)
    yield State("none yet", "/overdracht/bestand/", w.region.outsider)
    yield State("columns", f"/bestanden/{files.mapping.pk}/kolommen/", by)
    named = {
        "waiting": files.waiting, "tried out": files.checked, "done, with refusals": files.done,
        "stopped": files.stopped,
    }  # fmt: skip
    for name, file in named.items():
        yield State(name, f"/bestanden/{file.pk}/", by)
    yield State("what was refused", f"/bestanden/{files.done.pk}/?toon=geweigerd", by)
    yield State("taken over", f"/bestanden/{files.done.pk}/regel/2/", by)
    yield State("refused", f"/bestanden/{files.done.pk}/regel/3/", by)
    acts = {
        "stop": files.waiting,
        "verder": files.stopped,
        "overnemen": files.checked,
        "terugdraaien": files.done,
    }
    for act, file in acts.items():
        yield State(f"{act}, just asked", f"/bestanden/{file.pk}/{act}/", by, post={}, follow=True)
    yield State("refused to undo", f"/bestanden/{files.mapping.pk}/terugdraaien/", by, post={}, follow=True)


def _caseload(w: World) -> Iterator[State]:
    lead, files = w.region.teamlead, w.files
    yield State("to choose", "/overname/", lead)
    yield State("tried out, compared", f"/bestanden/{files.caseload.pk}/", lead)
    yield State("with its dates compared", f"/bestanden/{files.caseload.pk}/regel/2/", lead)
    take, undo = (
        f"/bestanden/{files.caseload.pk}/overnemen/",
        f"/bestanden/{files.caseload_taken.pk}/terugdraaien/",
    )
    yield State("of a caseload, just asked", take, lead, post={}, follow=True)
    yield State("a caseload taken over", f"/bestanden/{files.caseload_taken.pk}/", lead)
    yield State("of a caseload, just asked to undo", undo, lead, post={}, follow=True)
