"""Bring what a row says into a dossier, by the commands that people use. What DUO itself said is never overruled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import (
    assign_regisseur,
    drop_task,
    record_event,
    report_fact,
    set_gemeente_registration,
)
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.dossiers.queries import timeline
from wegwijs.exchange.duo.codes import ASYLUM
from wegwijs.exchange.duo.commands import record_typed_facts
from wegwijs.exchange.duo.mapping import Fact
from wegwijs.imports.kinds import Note, Refusal
from wegwijs.organisations.models import Employee
from wegwijs.people.commands import add_address, set_languages
from wegwijs.people.models import Address, Person, PersonLanguage, Source
from wegwijs.people.names import plain
from wegwijs.stages.intake.commands import start_intake
from wegwijs.stages.overdracht.commands import record_koppeling
from wegwijs.stages.pip.models import Route
from wegwijs.takeover.reading import Case
from wegwijs.ui.format import day

ONE_DAY = timedelta(days=1)
# The PIP of before Wegwijs; the first that is made here is version 1.
BEFORE = 0
# Marks a fact of DUO that came by way of an older system.
VIA = "via"


@dataclass(frozen=True, slots=True)
class Way:
    """How a row came: from which system, made on which day, and where in which file."""

    origin: str
    as_of: date
    file: str
    line: int


def record_case(
    dossier: Dossier, case: Case, way: Way, *, by: Actor, regisseurs: Sequence[Employee]
) -> list[Note]:
    """Everything a row says of a trajectory; returns what should be seen. Raises Refusal and DomainError.

    ``regisseurs``: those of the dossier's gemeente.
    """
    before = list(timeline(dossier))
    record_event(
        dossier, Kind.OVERGENOMEN, by=by, on=way.as_of, dedupe_key=f"overname:{way.file}:{way.line}",
        payload={"bestand": way.file, "regel": way.line, "nummer": case.old_number},
        summary=f"uit {way.origin}" + (f", daar nummer {case.old_number}" if case.old_number else ""),
    )  # fmt: skip
    notes = list(_regisseur(dossier, case, regisseurs, by=by))
    notes += _duo(dossier, case, before, way, by=by)
    if case.koppeldatum and not _has(before, Kind.COA_KOPPELING):
        record_koppeling(dossier, by=by, on=case.koppeldatum, location=case.locatie)
    notes += _registration(dossier, case, before, by=by)
    _intake(dossier, case, before, by=by)
    notes += _pip(dossier, case, before, by=by)
    _after(dossier, case, before, by=by)
    return notes


def _has(events: list[Gebeurtenis], *kinds: Kind) -> Gebeurtenis | None:
    """The newest event of these kinds, of a timeline newest first."""
    return next((event for event in events if event.kind in kinds), None)


def _regisseur(dossier: Dossier, case: Case, regisseurs: Sequence[Employee], *, by: Actor) -> Iterator[Note]:
    if not case.regisseur:
        return
    if dossier.regisseur:
        if _same_name(dossier.regisseur.name, case.regisseur):
            return
        yield Note(
            "Regisseur", dossier.regisseur.name, case.regisseur, differs=True,
            why=("Het dossier heeft al een regisseur. Wijs het toe als dat moet veranderen.",),
        )  # fmt: skip
        return
    wanted = case.regisseur.casefold()
    found = [
        employee
        for employee in regisseurs
        if _same_name(employee.name, case.regisseur)
        or wanted in (employee.email.casefold(), _username(employee))
    ]
    if len(found) != 1:
        why = (
            "Er zijn meer regisseurs met deze naam."
            if found
            else "Deze gemeente heeft geen regisseur met deze naam."
        )
        raise Refusal(
            "regisseur", f"‘{case.regisseur[:60]}’: {why}",
            "Schrijf de naam zoals die in Beheer staat, of laat de kolom leeg en wijs later toe.",
        )  # fmt: skip
    assign_regisseur(dossier, found[0], by=by, on=clock.today())


def _username(employee: Employee) -> str:
    user = getattr(employee, "user", None)
    return user.username.casefold() if user else ""


def _same_name(one: str, other: str) -> bool:
    """ "A. de Vries" and "Vries, A. de" are the same."""
    return sorted(plain(one).split()) == sorted(plain(other).split())


def _duo(dossier: Dossier, case: Case, before: list[Gebeurtenis], way: Way, *, by: Actor) -> Iterator[Note]:
    """Facts of DUO that the dossier doesn't have from DUO itself."""
    for fact, named in _facts(case, way):
        own = next((e for e in before if e.kind == fact.kind and VIA not in e.payload), None)
        if own:
            yield from _beside(own, fact, named)
            continue
        marked = replace(fact, payload={**fact.payload, VIA: way.origin})
        record_typed_facts(dossier, [marked], by=by, on=way.as_of)
    if case.intake_voltooid:
        drop_task(dossier, "toets:*", by=by, on=clock.today())


def _facts(case: Case, way: Way) -> Iterator[tuple[Fact, dict[str, str]]]:
    """Each fact with the names of the parts of its payload that a row can say."""
    said = f"volgens {way.origin}"
    payload: dict[str, Any]
    if case.indeling:
        payload = {
            "indeling": case.indeling,
            "gedetailleerd": case.gedetailleerd,
            "asielrechten": "",
            "gewijzigd": None,
        }
        on = min(case.begin or case.kennisgeving or way.as_of, way.as_of)
        yield (
            Fact(Kind.DUO_DOELGROEP, on, payload, f"{case.gedetailleerd or case.indeling}, {said}"),
            {"indeling": "Doelgroep", "gedetailleerd": "Doelgroep precies"},
        )
    if case.kennisgeving or case.begin:
        payload = {
            "plichtig": True, "begin": _iso(case.begin), "eind": None, "kennisgeving": _iso(case.kennisgeving),
            "reden_geen": "", "gewijzigd": None,
        }  # fmt: skip
        on = min(day for day in (case.begin, case.kennisgeving, way.as_of) if day)
        yield (
            Fact(Kind.DUO_PLICHT, on, payload, f"inburgeringsplichtig, {said}"),
            {"kennisgeving": "Kennisgeving van DUO", "begin": "Begin inburgeringsplicht"},
        )
    if case.termijn_van and case.termijn_tot:
        payload = {
            "start": _iso(case.termijn_van), "eind_exclusief": _iso(case.termijn_tot), "grond": "", "gewijzigd": None,
        }  # fmt: skip
        yield (
            Fact(
                Kind.DUO_TERMIJN, case.termijn_van, payload,
                f"van {day(case.termijn_van)} tot {day(case.termijn_tot)}, {said}",
            ),
            {"start": "Inburgeringstermijn van", "eind_exclusief": "Inburgeringstermijn tot"},
        )  # fmt: skip
    if case.toets and case.toets_op:
        payload = {"resultaat": case.toets, "score": "", "drempel": "", "afname": _iso(case.toets_op)}
        yield (
            Fact(Kind.DUO_TOETS_RESULTAAT, case.toets_op, payload, f"{case.toets}, {said}"),
            {"resultaat": "Uitslag leerbaarheidstoets", "afname": "Datum leerbaarheidstoets"},
        )


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _beside(own: Gebeurtenis, fact: Fact, named: dict[str, str]) -> Iterator[Note]:
    """What DUO told already goes before what the file says of it."""
    for key, label in named.items():
        theirs, ours = fact.payload[key], own.payload.get(key)
        if theirs and ours and theirs != ours:
            yield Note(
                label, file=_shown(theirs), other=_shown(ours), ours=_shown(ours), differs=True,
                why=("DUO heeft dit zelf al gemeld. Wat DUO zegt telt; de waarde uit het bestand is niet overgenomen.",),
            )  # fmt: skip


def _shown(value: object) -> str:
    try:
        return day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _registration(dossier: Dossier, case: Case, before: list[Gebeurtenis], *, by: Actor) -> Iterator[Note]:
    if not case.inschrijving:
        return
    known = _has(before, Kind.BRP_INSCHRIJVING)
    if known:
        if known.on != case.inschrijving:
            yield Note(
                "Ingeschreven in de gemeente op", day(known.on), day(case.inschrijving), differs=True,
                why=("Het dossier kent al een inschrijving. Die is gebleven.",),
            )  # fmt: skip
        return
    housed = case.artikel_28
    if housed is None:
        housed = case.indeling == ASYLUM
        if housed:
            yield Note(
                "Gehuisvest als vergunninghouder", ours="ja",
                why=(
                    "Het bestand zegt dit niet. Voor een asielstatushouder is aangenomen dat de gemeente ook die van huisvesting is "
                    "(artikel 28 Huisvestingswet). Klopt dat niet, geef dan de kolom ‘artikel 28’ mee.",
                ),
            )  # fmt: skip
    set_gemeente_registration(dossier, by=by, on=case.inschrijving, article_28=housed, origin=Origin.BRP)


def _intake(dossier: Dossier, case: Case, before: list[Gebeurtenis], *, by: Actor) -> None:
    """An intake that runs goes on here; of one that was completed only the days are known."""
    if _has(before, Kind.INTAKE_GESTART, Kind.INTAKE_VOLTOOID):
        return
    if case.intake_voltooid:
        if case.intake_begonnen:
            record_event(
                dossier, Kind.INTAKE_GESTART, by=by, on=case.intake_begonnen, summary="in het vorige systeem"
            )
        record_event(
            dossier, Kind.INTAKE_VOLTOOID, by=by, on=case.intake_voltooid, payload={"in_afwezigheid": False},
            summary="in het vorige systeem; het verslag staat daar",
        )  # fmt: skip
    elif case.intake_begonnen and not case.pip_op:
        start_intake(dossier, by=by, on=case.intake_begonnen)


def _pip(dossier: Dossier, case: Case, before: list[Gebeurtenis], *, by: Actor) -> Iterator[Note]:
    if not case.pip_op:
        return
    known = next(
        (
            e
            for e in before
            if e.kind == Kind.PIP_VASTGESTELD and e.payload.get("gemeente") == dossier.gemeente_id
        ),
        None,
    )
    if known:
        if known.on != case.pip_op:
            yield Note(
                "Dagtekening van het PIP", day(known.on), day(case.pip_op), differs=True,
                why=("Het dossier kent al een PIP van deze gemeente. Dat is gebleven.",),
            )  # fmt: skip
        return
    record_event(
        dossier, Kind.PIP_VASTGESTELD, by=by, on=case.pip_op, dedupe_key="overname:pip",
        payload={
            "versie": BEFORE, "dagtekening": case.pip_op.isoformat(), "leerroute": case.leerroute, "niveau": case.niveau,
            "gemeente": dossier.gemeente_id, "gesprekken": case.gesprekken,
        },
        summary=f"{Route(case.leerroute).label}, vastgesteld in het vorige systeem",
    )  # fmt: skip
    if case.pip_verzonden:
        record_event(
            dossier, Kind.PIP_VERZONDEN, by=by, on=case.pip_verzonden, payload={"versie": BEFORE, "wijze": "onbekend"},
            summary="in het vorige systeem",
        )  # fmt: skip


def _after(dossier: Dossier, case: Case, before: list[Gebeurtenis], *, by: Actor) -> None:
    if case.aanbod_op and not _has(before, Kind.AANBOD):
        report_fact(
            dossier,
            Kind.AANBOD,
            by=by,
            on=case.aanbod_op,
            payload={"aanbieder": ""},
            summary="",
            origin=Origin.EIGEN,
        )
    if case.bijstand_vanaf and not _has(before, Kind.BIJSTAND_RECHT):
        report_fact(
            dossier, Kind.BIJSTAND_RECHT, by=by, on=case.bijstand_vanaf,
            payload={"vanaf": case.bijstand_vanaf.isoformat()}, summary="", origin=Origin.EIGEN,
        )  # fmt: skip


def record_contact_facts(person: Person, case: Case, way: Way, *, by: Actor) -> None:
    """Address and language of someone of whom none is known; what is known already is left alone."""
    if case.address and not person.addresses.exists():
        add_address(
            person, by=by, kind=Address.Kind.WOON, street=case.address.street, number=case.address.number,
            postcode=case.address.postcode, place=case.address.place,
            valid_from=min(case.inschrijving or way.as_of, way.as_of), source=Source.VORIG,
        )  # fmt: skip
    if case.language and not person.languages.exists():
        set_languages(
            person, by=by, languages={case.language: PersonLanguage.Level.MOEDERTAAL}, contact=case.language,
            interpreter=case.interpreter,
        )  # fmt: skip
