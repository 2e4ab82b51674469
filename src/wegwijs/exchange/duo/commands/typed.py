"""What someone read in DUO's portal and typed or uploaded: the same facts as by machine, checked before they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import drop_task, open_dossier_for
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.codes import ASYLUM, DETAILED, FAMILY, NO_DUTY, OUTCOMES
from wegwijs.exchange.duo.commands.complete import add_completing_tasks
from wegwijs.exchange.duo.commands.facts import record_typed_facts
from wegwijs.exchange.duo.commands.handle import LOOK_UP
from wegwijs.exchange.duo.mapping import Fact
from wegwijs.organisations.models import Gemeente
from wegwijs.people.commands import person_from_numbers
from wegwijs.people.models import Source

_SCORE = re.compile(r"\d{1,3},\d{2}")


@dataclass(frozen=True, slots=True)
class TypedFacts:
    """What DUO shows of one person; None or "" is not filled in. ``termijn_tot``: the first day that no longer counts."""

    plichtig: bool | None = None
    begin: date | None = None
    kennisgeving: date | None = None
    einde: date | None = None
    reden: str = ""
    indeling: str = ""
    gedetailleerd: str = ""
    termijn_van: date | None = None
    termijn_tot: date | None = None
    verlengingsgrond: str = ""
    toets: str = ""
    toets_score: str = ""
    toets_drempel: str = ""
    toets_op: date | None = None


@transaction.atomic
def record_from_portal(
    gemeente: Gemeente, *, bsn: str | None, v_nummer: str | None, typed: TypedFacts, by: Actor
) -> tuple[Dossier, bool, int]:
    """Open the dossier of this person when there is none, and record the facts.

    Returns the dossier, whether it was opened for this, and how many facts were new.

    Raises DomainError at the field that is wrong or missing, and NotAllowed.
    """
    if not bsn and not v_nummer:
        raise DomainError("Vul een BSN of een v-nummer in.", field="bsn")
    facts = list(facts_from(typed))
    if not facts:
        raise DomainError("Vul ten minste één gegeven van DUO in.")
    today = clock.today()
    person = person_from_numbers(bsn=bsn, v_nummer=v_nummer, by=by, source=Source.DUO, as_of=today)
    dossier = Dossier.objects.filter(person=person, gemeente=gemeente).order_by("-opened_on").first()
    opened = dossier is None
    if dossier is None:
        start = min(typed.kennisgeving or typed.begin or today, today)
        dossier, _ = open_dossier_for(
            person, gemeente, by=by, on=start, reason="gegevens uit het portaal van DUO", origin=Origin.DUO
        )
        add_completing_tasks(dossier)
    return dossier, opened, _record(dossier, facts, by)


@transaction.atomic
def record_in_dossier(dossier: Dossier, typed: TypedFacts, *, by: Actor) -> int:
    """Record what DUO shows in a dossier that exists; returns how many facts were new. Raises as above."""
    facts = list(facts_from(typed))
    if not facts:
        raise DomainError("Vul ten minste één gegeven van DUO in.")
    return _record(dossier, facts, by)


def _record(dossier: Dossier, facts: list[Fact], by: Actor) -> int:
    today = clock.today()
    new = record_typed_facts(dossier, facts, by=by, on=today)
    drop_task(dossier, f"{LOOK_UP}*", by=by, on=today)
    return new


def facts_from(typed: TypedFacts) -> Iterator[Fact]:
    """The facts, each checked for itself and against the others. Raises DomainError."""
    yield from _group(typed)
    yield from _duty(typed)
    yield from _term(typed)
    yield from _test(typed)


def _group(t: TypedFacts) -> Iterator[Fact]:
    if not t.indeling:
        if t.gedetailleerd:
            raise DomainError("Kies ook de doelgroep zelf.", field="indeling")
        return
    _one_of(t.indeling, (ASYLUM, FAMILY), "indeling")
    if t.gedetailleerd:
        _one_of(t.gedetailleerd, DETAILED, "gedetailleerd")
    payload = {
        "indeling": t.indeling,
        "gedetailleerd": t.gedetailleerd,
        "asielrechten": "",
        "gewijzigd": t.begin.isoformat() if t.begin else None,
    }
    on = min(t.begin or clock.today(), clock.today())
    yield Fact(Kind.DUO_DOELGROEP, on, payload, t.gedetailleerd or t.indeling)


def _duty(t: TypedFacts) -> Iterator[Fact]:
    if t.plichtig is None:
        named = {"begin": t.begin, "kennisgeving": t.kennisgeving, "einde": t.einde, "reden": t.reden}
        for field, value in named.items():
            if value and not (field == "begin" and t.indeling):
                raise DomainError("Vul ook in of iemand inburgeringsplichtig is.", field="plichtig")
        return
    today = clock.today()
    if t.plichtig:
        if t.begin is None:
            raise DomainError("Vul in vanaf welke dag de inburgeringsplicht geldt.", field="begin")
        if t.kennisgeving is None:
            raise DomainError(
                "Vul de datum van de kennisgeving in: daarmee begint de termijn voor het PIP.",
                field="kennisgeving",
            )
        if t.kennisgeving > today:
            raise DomainError("De kennisgeving ligt in de toekomst. Kijk de datum na.", field="kennisgeving")
        if t.reden:
            raise DomainError(
                "Bij ‘inburgeringsplichtig: ja’ hoort geen reden. Maak dat veld leeg.", field="reden"
            )
        on, summary = min(t.begin, t.kennisgeving, today), "inburgeringsplichtig"
    else:
        if not t.reden:
            raise DomainError("Kies waarom iemand niet (meer) inburgeringsplichtig is.", field="reden")
        _one_of(t.reden, NO_DUTY, "reden")
        if t.einde is None:
            raise DomainError("Vul in vanaf welke dag de plicht er niet meer is.", field="einde")
        if t.einde > today:
            raise DomainError(
                f"De plicht loopt nog tot {t.einde:%d-%m-%Y}. Leg dit vast vanaf die dag.", field="einde"
            )
        if t.begin and t.einde < t.begin:
            raise DomainError("De plicht eindigt voor zij begint. Kijk beide datums na.", field="einde")
        on, summary = t.einde, f"niet (meer) plichtig: {t.reden}"
    payload = {
        "plichtig": t.plichtig,
        "begin": t.begin.isoformat() if t.begin else None,
        "eind": t.einde.isoformat() if t.einde else None,
        "kennisgeving": t.kennisgeving.isoformat() if t.kennisgeving else None,
        "reden_geen": t.reden,
        "gewijzigd": on.isoformat(),
    }
    yield Fact(Kind.DUO_PLICHT, on, payload, summary)


def _term(t: TypedFacts) -> Iterator[Fact]:
    if t.termijn_van is None and t.termijn_tot is None:
        return
    if t.termijn_van is None:
        raise DomainError("Vul in wanneer de inburgeringstermijn begint.", field="termijn_van")
    if t.termijn_tot is None:
        raise DomainError("Vul in tot wanneer de inburgeringstermijn loopt.", field="termijn_tot")
    if t.termijn_tot <= t.termijn_van:
        raise DomainError(
            "De inburgeringstermijn eindigt voor hij begint. Kijk beide datums na.", field="termijn_tot"
        )
    payload = {
        "start": t.termijn_van.isoformat(),
        "eind_exclusief": t.termijn_tot.isoformat(),
        "grond": t.verlengingsgrond,
        "gewijzigd": None,
    }
    summary = f"van {t.termijn_van:%d-%m-%Y} tot {t.termijn_tot:%d-%m-%Y}"
    yield Fact(Kind.DUO_TERMIJN, t.termijn_van, payload, summary)


def _test(t: TypedFacts) -> Iterator[Fact]:
    if not (t.toets or t.toets_op):
        return
    if not t.toets:
        raise DomainError("Kies de uitslag van de leerbaarheidstoets.", field="toets")
    _one_of(t.toets, OUTCOMES, "toets")
    if t.toets_op is None:
        raise DomainError("Vul in wanneer de leerbaarheidstoets is afgenomen.", field="toets_op")
    if t.toets_op > clock.today():
        raise DomainError("De toets ligt in de toekomst. Kijk de datum na.", field="toets_op")
    for field, score in (("toets_score", t.toets_score), ("toets_drempel", t.toets_drempel)):
        if score and not _SCORE.fullmatch(score):
            raise DomainError(
                "Schrijf de score met een komma en twee cijfers, bijvoorbeeld 61,50.", field=field
            )
    payload = {
        "resultaat": t.toets,
        "score": t.toets_score,
        "drempel": t.toets_drempel,
        "afname": t.toets_op.isoformat(),
    }
    yield Fact(Kind.DUO_TOETS_RESULTAAT, t.toets_op, payload, t.toets)


def _one_of(value: str, allowed: tuple[str, ...], field: str) -> None:
    if value not in allowed:
        raise DomainError(f"‘{value[:60]}’ kent DUO niet. Kies uit: {', '.join(allowed)}.", field=field)
