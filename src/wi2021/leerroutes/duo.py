"""What DUO accepts of results and offers (DUO-MPZ-*, DUO-AAN-*; documentation of June 2026)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wi2021.dagen import maanden, terug
from wi2021.facts import Doelgroep, Facts, Leerroute
from wi2021.grondslag import Bevinding, Ernst, Regel, datum
from wi2021.leerroutes.regels import DUO_AAN, DUO_MPZ, JUNI_2026
from wi2021.parameters import parameter


@dataclass(frozen=True, slots=True)
class Resultaat:
    """That PVT, MAP or Z-route was finished on ``datum``. ``verwijtbaar``: whether being over time is to blame (None:
    not told). ``z_afgerond``: the day on which the Z-route was reported as finished, when it was."""

    datum: date
    verwijtbaar: bool | None = None
    z_afgerond: date | None = None


def check_resultaat(r: Resultaat, facts: Facts, *, on: date) -> tuple[Bevinding, ...]:
    """Why DUO would refuse this result on the day ``on``; empty: it won't."""
    return (*_owner(facts), *_days(r, facts, on), *_blame(r, facts, on))


def _stop(rule: Regel, field: str, sentence: str, remedy: str) -> Bevinding:
    return Bevinding(rule, Ernst.BLOKKEERT, field, f"{sentence} ({rule.artikelen[0]})", remedy)


def _owner(facts: Facts) -> Iterator[Bevinding]:
    pip = facts.actueel_pip()
    if pip is None or (facts.gemeente and pip.gemeente != facts.gemeente):
        yield _stop(
            DUO_MPZ, "gemeente", "Deze gemeente heeft niet het geldende PIP", "Stel eerst een eigen PIP vast en stuur het naar DUO."
        )  # fmt: skip


def _days(r: Resultaat, facts: Facts, on: date) -> Iterator[Bevinding]:
    if r.datum > on:
        yield _stop(DUO_MPZ, "datum", "De datum ligt in de toekomst", "Vul de dag in waarop het klaar was.")
    if facts.termijn is None:
        yield _stop(DUO_MPZ, "datum", "DUO heeft de inburgeringstermijn nog niet gemeld", "Wacht op DUO.")
    elif r.datum < facts.termijn.start:
        yield _stop(
            DUO_MPZ, "datum", f"De datum ligt voor het begin van de termijn ({datum(facts.termijn.start)})", "Kies een datum op of na die dag."
        )  # fmt: skip
    if r.z_afgerond and r.datum > r.z_afgerond:
        yield _stop(
            DUO_MPZ, "datum", f"De datum ligt na de afronding van de Z-route ({datum(r.z_afgerond)})", "Kies die dag of eerder."
        )  # fmt: skip


def _blame(r: Resultaat, facts: Facts, on: date) -> Iterator[Bevinding]:
    """Blame is told when the termijn was exceeded, and only then; "no" also shortly before its end."""
    if facts.termijn is None:
        return
    end = facts.termijn.eind_exclusief
    if r.datum < end and r.verwijtbaar is not None and not (r.verwijtbaar is False and _near(end, on)):
        yield _stop(
            DUO_MPZ, "verwijtbaar", "De datum ligt binnen de termijn: dan hoort er geen verwijtbaarheid bij", "Maak het veld leeg."
        )  # fmt: skip
    if r.datum >= end and r.verwijtbaar is None:
        yield _stop(
            DUO_MPZ, "verwijtbaar", "De termijn is overschreden: dan moet erbij staan of dat verwijtbaar is", "Kies ja of nee."
        )  # fmt: skip


def _near(end: date, on: date) -> bool:
    """Whether the end of the termijn falls within two months from ``on``, or lies behind."""
    return on >= terug(end, maanden(parameter("verwijtbaar.nee.maanden", on=max(on, JUNI_2026)).value))


@dataclass(frozen=True, slots=True)
class AanbodVoorDuo:
    """An offer as DUO gets it. ``keurmerk``: the school has it; ``tst``: it is recognised for the taalschakeltraject."""

    datum: date
    keurmerk: bool = False
    tst: bool = False
    start_tst: date | None = None
    einde_cursus: date | None = None


def check_aanbod(a: AanbodVoorDuo, facts: Facts) -> tuple[Bevinding, ...]:
    """Why DUO would refuse this offer; empty: it won't."""
    return (*_whose(facts), *_school(a, facts), *_when(a, facts))


def _whose(facts: Facts) -> Iterator[Bevinding]:
    if facts.doelgroep is not Doelgroep.ASIELSTATUSHOUDER:
        yield _stop(
            DUO_AAN,
            "doelgroep",
            "Een aanbod is er alleen voor een asielstatushouder",
            "Stuur dit niet naar DUO.",
        )
    if facts.actueel_pip() is None:
        yield _stop(DUO_AAN, "pip", "Er is nog geen PIP", "Stel eerst het PIP vast.")


def _school(a: AanbodVoorDuo, facts: Facts) -> Iterator[Bevinding]:
    pip = facts.actueel_pip()
    education = pip is not None and pip.leerroute is Leerroute.ONDERWIJS
    if not (a.keurmerk or (education and a.tst)):
        yield _stop(
            DUO_AAN, "instelling", "De school heeft geen keurmerk en is niet erkend voor het taalschakeltraject van de Onderwijsroute", "Kies een school die dat wel is."
        )  # fmt: skip


def _when(a: AanbodVoorDuo, facts: Facts) -> Iterator[Bevinding]:
    pip, named = facts.actueel_pip(), (("start_tst", a.start_tst), ("einde_cursus", a.einde_cursus))
    if pip:
        for field, day in (("datum", a.datum), *named):
            if day and day < pip.dagtekening:
                yield _stop(
                    DUO_AAN, field, f"De datum ligt voor de dagtekening van het PIP ({datum(pip.dagtekening)})", "Kies een datum op of na die dag."
                )  # fmt: skip
    for field, day in named:
        if day and day < a.datum:
            yield _stop(
                DUO_AAN, field, "De datum ligt voor het aanbod", "Kies een datum op of na het aanbod."
            )
        if day and facts.termijn and not facts.termijn.start <= day < facts.termijn.eind_exclusief:
            yield _stop(
                DUO_AAN,
                field,
                "De datum ligt buiten de inburgeringstermijn",
                "Kies een datum binnen de termijn.",
            )
