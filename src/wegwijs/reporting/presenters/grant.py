"""The uitkering of a gemeente in words: what was told, what the law counts, and how the year would end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from wegwijs.contracts.models import FundingSource
from wegwijs.contracts.queries.funding import Means
from wegwijs.reporting.queries.grant import Counted
from wegwijs.ui.format import day, euros, number
from wegwijs.ui.parts import Fact, Why
from wi2021.geld.bedragen import gewichten, per_asielstatushouder
from wi2021.geld.betaling import (
    afrekening,
    bekend_uiterlijk,
    herzien_uiterlijk,
    maandbetalingen,
    verantwoord_uiterlijk,
)
from wi2021.geld.reserveren import Jaareinde, jaareinde
from wi2021.geld.ronden import heel
from wi2021.geld.uitkering import Cohorten, deel_gezin, grondslag, uitkering
from wi2021.grondslag import Answer, MissingFacts, NeedsJudgement, Outcome, samengevat

T = TypeVar("T")
HUNDRED = 100
OWN_NUMBERS = "De aantallen komen uit de dossiers in Wegwijs. Wie nooit een dossier had, telt hier niet mee; het Rijk telt met de cijfers van DUO en het COA."  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the uitkering: what it is, the amount or what lacks, and why."""

    title: str
    amount: str
    note: str
    why: Why


def law_parts(year: int, found: Counted) -> list[Part]:
    """What the law counts for this gemeente: its part for gezinsmigranten, its basis for asylum, the extra for the Onderwijsroute."""
    newest, _, two_before = found.family
    asylum = Cohorten(*found.asylum, afgerond=_done(year, found))
    return [
        _part("Gezinsmigranten en overigen, voorlopig", deel_gezin(year, two_before, definitief=False), euros, f"{number(two_before)} ingeschreven in {year - 2}"),
        _part("Gezinsmigranten en overigen, definitief", deel_gezin(year, newest, definitief=True), euros, f"{number(newest)} ingeschreven in {year} tot nu"),
        _part("Asielstatushouders: de bedragen per persoon", _by_person(year, asylum), euros, _cohorts(year, found)),
        _part("Asielstatushouders: grondslag voor de verdeling", grondslag(year, asylum), lambda value: f"{number(heel(value, HUNDRED))} punten", "het deel van het landelijk budget is deze grondslag gedeeld door die van alle gemeenten samen"),
        _part("Extra voor de Onderwijsroute", uitkering(year, 0, 0), euros, "zoals het ministerie het bekendmaakt"),
    ]  # fmt: skip


def _done(year: int, found: Counted) -> int:
    """Proofs that weigh: of two years before, or until then in the first year that they weigh at all."""
    now, before = gewichten(year), gewichten(year - 1)
    first = (
        isinstance(now, Outcome) and now.value.afgerond and isinstance(before, Outcome) and not before.value.afgerond
    )  # fmt: skip
    return sum(found.done.values()) if first else found.done.get(year - 2, 0)


def _cohorts(year: int, found: Counted) -> str:
    told = [f"{number(count)} ingeschreven in {year - back}" for back, count in enumerate(found.asylum)]
    return ", ".join(told)


def _by_person(year: int, asylum: Cohorten) -> Answer[int]:
    """An indication only: the national budget is made of these, and shared out by another key (F-10)."""
    each = per_asielstatushouder(year)
    if not isinstance(each, Outcome):
        return each
    cents = heel(asylum.t * each.value.t + asylum.t_1 * each.value.t_1 + asylum.t_2 * each.value.t_2)
    words = (
        *each.uitleg,
        "Dit is een indicatie. Met deze bedragen maakt het Rijk het landelijk budget; hoeveel de gemeente krijgt, hangt af van de aantallen in heel Nederland (F-10).",
    )  # fmt: skip
    return Outcome(cents, each.regel, each.feiten, words)


def _part(title: str, answer: Answer[T], written: Callable[[T], str], note: str) -> Part:
    if isinstance(answer, Outcome):
        return Part(title, written(answer.value), note, of_law(answer, OWN_NUMBERS))
    lacks = "vraagt een oordeel" if isinstance(answer, NeedsJudgement) else "nog niet bekend"
    return Part(title, lacks, note, of_law(answer))


def of_law(answer: Answer[T], *more: str) -> Why:
    """The reasoning of an answer, with what to weigh where the law leaves room."""
    steps = list(answer.uitleg)
    if isinstance(answer, NeedsJudgement):
        steps = [answer.vraag, *answer.weeg, *steps]
    elif not isinstance(answer, MissingFacts):
        steps += [f"{fact.label}: **{fact.waarde}**" for fact in answer.feiten]
    return Why("Waarom?", (*steps, *more), source=f"{answer.regel.id} · {'; '.join(samengevat(answer.regel.artikelen))}")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ending:
    """How a year ends if ``spent`` is what is spent on people."""

    title: str
    facts: tuple[Fact, ...]
    why: Why


def ending(title: str, year: int, means: Means, spent: int) -> Ending | None:
    """None as long as no uitkering was told."""
    if not means.grant:
        return None
    reserve = means.by_source.get(FundingSource.RESERVE, 0)
    shortage = -means.by_source.get(FundingSource.SHORTAGE, 0)
    answer = jaareinde(
        year, means.grant, max(spent, 0), reserve_centen=max(reserve, 0), tekort_centen=max(shortage, 0)
    )
    found: Jaareinde = answer.value
    facts = (
        Fact("Besteed aan voorzieningen", euros(spent)),
        Fact(f"Te reserveren voor {year + 1}", euros(found.reserve)),
        Fact("Terug naar het Rijk", euros(found.terug), "soon" if found.terug else ""),
        Fact(f"Tekort, telt in {year + 1}", euros(found.tekort), "late" if found.tekort else ""),
    )
    return Ending(title, facts, of_law(answer))


def told(means: Means) -> list[Fact]:
    """What was told, by source."""
    return [Fact(_capital(source.label), euros(cents)) for source, cents in means.by_source.items()]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def settled(means: Means) -> tuple[str, Why] | None:
    """What follows on the final uitkering; None as long as one of the two isn't told."""
    first, final = (means.by_source.get(one) for one in (FundingSource.PRELIMINARY, FundingSource.FINAL))
    if first is None or final is None:
        return None
    answer = afrekening(first, final)
    return answer.uitleg[0].replace("**", ""), of_law(answer)


def days(year: int, today: date) -> list[tuple[str, str, Why]]:
    """The days of F-07, each with its reason."""
    return [
        (title, day(answer.value) + (" (voorbij)" if answer.value < today else ""), of_law(answer))
        for title, answer in (
            ("De uitkering is bekend", bekend_uiterlijk(year)),
            ("De definitieve uitkering is bekend", herzien_uiterlijk(year)),
            ("Verantwoording (SiSa) is binnen", verantwoord_uiterlijk(year)),
        )
    ]


def months(year: int, means: Means, today: date) -> tuple[list[tuple[str, str, str]], Why | None]:
    """When a twelfth comes, how much, and whether that day is past; empty as long as no preliminary uitkering was told."""
    first = means.by_source.get(FundingSource.PRELIMINARY, 0)
    if first <= 0:
        return [], None
    answer = maandbetalingen(year, first)
    rows = [
        (day(one.dag), euros(one.centen), "geweest" if one.dag <= today else "komt nog")
        for one in answer.value
    ]
    return rows, of_law(answer)
