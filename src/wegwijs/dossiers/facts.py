"""Fold a dossier's timeline into the facts that the law asks for. The only place that reads payloads for the law."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Happening
from wi2021.facts import (
    Aanbod,
    Beleidstermijn,
    BrpInschrijving,
    Doelgroep,
    Duotermijn,
    Facts,
    Leerroute,
    Niveau,
    Oproep,
    Periode,
    PipFeit,
    WachtOpDerde,
)

# DUO's group that holds an asylum permit itself (TG-01a); relatives may hold a regular one (TG-01b).
ASYLUM_PERMIT = "Asielstatushouder"
# Why the PIP can't do without something may tell about health: the reasoning of a date says where it stands.
MOTIVE = "de uitleg staat bij de intake"


def facts_of(gemeente: str, events: Iterable[Happening]) -> Facts:
    """The case as ``wi2021`` must know it in a gemeente (its code), from the events that were not corrected."""
    facts = Facts(gemeente=gemeente)
    for event in sorted(events, key=_IN_ORDER):
        fold = _FOLDS.get(event.kind)
        if fold:
            facts = fold(facts, event.on, event.payload)
    return facts


_IN_ORDER = attrgetter("on", "pk")


def _with(f: Facts, **changes: Any) -> Facts:  # noqa: ANN401 - of any field
    """The facts with these changes. In place: nobody else has them yet, and copying thirty fields an event took most of it."""
    for name, value in changes.items():
        object.__setattr__(f, name, value)
    return f


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


Payload = Mapping[str, Any]


def _plicht(f: Facts, on: date, p: Payload) -> Facts:
    return _with(
        f,
        kennisgeving=_day(p.get("kennisgeving")) or f.kennisgeving,
        plicht_begin=_day(p.get("begin")) or f.plicht_begin,
        plicht_eind=_day(p.get("eind")),
        plicht_eindreden=p.get("reden_geen") or "",
        voorloper=False,
    )


def _doelgroep(f: Facts, on: date, p: Payload) -> Facts:
    holds_permit = p.get("gedetailleerd") == ASYLUM_PERMIT if p.get("gedetailleerd") else None
    return _with(f, doelgroep=Doelgroep(p["indeling"]), asielvergunning_bepaalde_tijd=holds_permit)


def _brp(f: Facts, on: date, p: Payload) -> Facts:
    row = BrpInschrijving(p["gemeente"], on, bool(p.get("artikel_28")))
    return _with(f, brp_inschrijvingen=(*f.brp_inschrijvingen, row))


def _termijn(f: Facts, on: date, p: Payload) -> Facts:
    start, end = _day(p["start"]), _day(p["eind_exclusief"])
    return _with(f, termijn=Duotermijn(start, end, p.get("grond", ""))) if start and end else f


def _vrijstelling(f: Facts, on: date, p: Payload) -> Facts:
    if p.get("soort") != "tijdelijk" or p.get("oordeel") != "Toekenning":
        return f
    return _with(f, schorsingen=(*f.schorsingen, Periode(_day(p.get("start")) or on, _day(p.get("eind")))))


def _heropend(f: Facts, on: date, p: Payload) -> Facts:
    """A suspension that still ran ends the day the obligation runs again."""
    return _with(f, schorsingen=tuple(s if s.tot else replace(s, tot=on) for s in f.schorsingen))


def _oproep(f: Facts, on: date, p: Payload) -> Facts:
    until = _day(p["termijn_tot"])
    return _with(f, oproepen=(*f.oproepen, Oproep(int(p["nummer"]), on, until or on)))


def _oproep_uitkomst(f: Facts, on: date, p: Payload) -> Facts:
    rows = (replace(o, uitkomst=p["uitkomst"]) if o.nummer == int(p["nummer"]) else o for o in f.oproepen)
    return _with(f, oproepen=tuple(rows))


def _wacht(f: Facts, on: date, p: Payload) -> Facts:
    row = WachtOpDerde(p["wat"], on, None, p.get("noodzakelijk"), MOTIVE if p.get("noodzakelijk") else "")
    others = tuple(w for w in f.wacht_op_derde if w.wat != row.wat or w.ontvangen)
    return _with(f, wacht_op_derde=(*others, row))


def _ontvangen(f: Facts, on: date, p: Payload) -> Facts:
    rows = (
        replace(w, ontvangen=on) if w.wat == p["wat"] and not w.ontvangen else w for w in f.wacht_op_derde
    )
    return _with(f, wacht_op_derde=tuple(rows))


def _pip(f: Facts, on: date, p: Payload) -> Facts:
    row = PipFeit(
        dagtekening=_day(p.get("dagtekening")) or on,
        leerroute=Leerroute(p["leerroute"]),
        gemeente=p["gemeente"],
        versie=int(p["versie"]),
        niveau=Niveau(p["niveau"]) if p.get("niveau") else None,
        voortgangsgesprekken=int(p.get("gesprekken") or 0),
    )
    return _with(f, pips=(*f.pips, row))


def _pip_change(**change: Callable[[date], date]) -> Callable[[Facts, date, Payload], Facts]:
    def fold(f: Facts, on: date, p: Payload) -> Facts:
        values: dict[str, Any] = {name: made(on) for name, made in change.items()}
        rows = (
            replace(x, **values) if x.versie == int(p["versie"]) and x.gemeente == f.gemeente else x
            for x in f.pips
        )
        return _with(f, pips=tuple(rows))

    return fold


def _pip_weg(f: Facts, on: date, p: Payload) -> Facts:
    """Annulled. One that was never made known has never been in force (Awb 3:40): it leaves no trace in the law."""
    rows = []
    for row in f.pips:
        if row.versie != int(p["versie"]) or row.gemeente != f.gemeente:
            rows.append(row)
        elif row.verzonden:
            sent, by = _day(p.get("bezwaar")), _day(p.get("nieuw_voor"))
            rows.append(replace(row, vernietigd=on, intrekking_verzonden=sent, nieuw_pip_voor=by))
    return _with(f, pips=tuple(rows))


def _opnieuw(f: Facts, on: date, p: Payload) -> Facts:
    """Sent again after it came back; ``bezwaar_vanaf`` when the first sending did not make it known (Awb 3:41, 6:8)."""
    since = _day(p.get("bezwaar_vanaf"))
    if since is None:
        return f
    field = "intrekking_verzonden" if p.get("over") == "intrekking" else "verzonden"
    values: dict[str, Any] = {field: since}
    rows = (
        replace(x, **values) if x.versie == int(p["versie"]) and x.gemeente == f.gemeente else x
        for x in f.pips
    )
    return _with(f, pips=tuple(rows))


def _beleid(f: Facts, on: date, p: Payload) -> Facts:
    """Local policy: a no-show is followed by a warning and a repeated summons within the days the gemeente set."""
    if p.get("uitkomst") not in ("niet_verschenen", "onvoldoende") or not p.get("vervolg_dagen"):
        return f
    number = int(p["nummer"]) + 1
    row = Beleidstermijn(
        soort="niet verschijnen",
        label="Waarschuwing en herhaalde oproep",
        start=on,
        dagen=int(p["vervolg_dagen"]),
        bron=p.get("vervolg_bron", "beleid"),
    )
    return _with(f, beleid=(*f.beleid, row)) if number <= 3 else f


def _uitkomst(f: Facts, on: date, p: Payload) -> Facts:
    return _beleid(_oproep_uitkomst(f, on, p), on, p)


def _nieuwe_oproep(f: Facts, on: date, p: Payload) -> Facts:
    """A repeated summons meets the policy date of the no-show before it."""
    met = tuple(b if b.voldaan else replace(b, voldaan=on) for b in f.beleid)
    return _oproep(_with(f, beleid=met), on, p)


def _begonnen(f: Facts, on: date, p: Payload) -> Facts:
    """The first lesson of the newest offer; of one that was never told as an offer too."""
    *earlier, newest = f.aanbod or (Aanbod(on),)
    return _with(f, aanbod=(*earlier, replace(newest, gestart=newest.gestart or on)))


def _bijstand(f: Facts, on: date, p: Payload) -> Facts:
    """A right after one that ended: the law asks whether the six months of ontzorgen begin again."""
    earlier = f.bijstand_eerder
    if f.bijstand_vanaf and f.bijstand_tot and f.bijstand_tot < on:
        earlier = (*earlier, Periode(f.bijstand_vanaf, f.bijstand_tot))
    return _with(f, bijstand_vanaf=on, bijstand_tot=None, bijstand_eerder=earlier)


def _bijstand_weg(f: Facts, on: date, p: Payload) -> Facts:
    """The event is the first day without; the law counts the last day with. Of two ends of one right the earlier is the end."""
    return f if f.bijstand_tot else _with(f, bijstand_tot=on - timedelta(days=1))


_FOLDS: Mapping[str, Callable[[Facts, date, Payload], Facts]] = {
    Kind.VOORLOPER_GESTART: lambda f, on, p: _with(f, voorloper=True),
    Kind.DUO_PLICHT: _plicht,
    Kind.DUO_DOELGROEP: _doelgroep,
    Kind.DUO_TERMIJN: _termijn,
    Kind.DUO_VRIJSTELLING: _vrijstelling,
    Kind.DOSSIER_HEROPEND: _heropend,
    Kind.BRP_INSCHRIJVING: _brp,
    Kind.BIJSTAND_RECHT: _bijstand,
    Kind.BIJSTAND_EINDE: _bijstand_weg,
    Kind.OPROEP: _nieuwe_oproep,
    Kind.OPROEP_UITKOMST: _uitkomst,
    Kind.WACHT_OP_DERDE: _wacht,
    Kind.DERDE_ONTVANGEN: _ontvangen,
    Kind.AANBOD: lambda f, on, p: _with(f, aanbod=(*f.aanbod, Aanbod(on))),
    Kind.LES_BEGONNEN: _begonnen,
    Kind.VOORTGANGSGESPREK: lambda f, on, p: _with(f, voortgangsgesprekken=(*f.voortgangsgesprekken, on)),
    Kind.INTAKE_VOLTOOID: lambda f, on, p: _with(f, intake_voltooid=on),
    Kind.PIP_VASTGESTELD: _pip,
    Kind.PIP_VERZONDEN: _pip_change(verzonden=lambda on: on),
    Kind.PIP_VERNIETIGD: _pip_weg,
    Kind.BRIEF_VERZONDEN: _opnieuw,
}
# All that is looked at, with its payload.
READ = frozenset(_FOLDS)
