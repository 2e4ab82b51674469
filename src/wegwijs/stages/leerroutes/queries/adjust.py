"""What may change in the PIP of somebody, before anybody decides: another route, or down to A2, each with its conditions (law 0.3)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from wegwijs import clock
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.leerroutes.queries.marked import Lesson, for_going_down, lessons
from wegwijs.stages.pip.models import DECIDED, OPEN, Pip
from wegwijs.stages.pip.queries import case_of
from wi2021.facts import Facts, Leerroute, Niveau
from wi2021.grondslag import NeedsJudgement, Outcome, Regel
from wi2021.leerroutes import R_600, R_SW, afschalen, afschalen_tot, uren_mee, wisselen_kan
from wi2021.pip import Wisselgrond, wisselbesluit
from wi2021.termijnen import wisselen_mag

HOUR = 60
# Only to ask the law about time: whoever decides writes why.
SOME_WORDS = "-"


class Change(models.TextChoices):
    """What becomes different, by DUO's code of the route; A2: the level goes down in the B1-route."""

    B1 = "B", "naar de B1-route"
    ONDERWIJS = "O", "naar de Onderwijsroute"
    Z = "Z", "naar de Z-route"
    A2 = "A2", "afschalen naar A2 in de B1-route"


class Allowed(models.TextChoices):
    """Whether the law lets it be decided. A special case is refused unless somebody writes down what is special (Bi 5.4(3))."""

    JA = "ja", "kan"
    OORDEEL = "oordeel", "het college beslist"
    BIJZONDER = "bijzonder", "alleen in een bijzonder geval"
    NEE = "nee", "kan niet"


@dataclass(frozen=True, slots=True)
class Option:
    """One change. ``why``: conditions and what is known of them; ``carried``: what goes along; ``rules``: behind it."""

    change: Change
    allowed: Allowed
    why: tuple[str, ...]
    carried: tuple[str, ...]
    rules: tuple[Regel, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the decision rests on. ``made``: whole hours of NT2 that going down asks, after the PIP and of the intake; ``course``: whole
    hours of lessons at a school with keurmerk or a recognised one. ``busy``: a version is being made already; ``here``: the PIP in force
    was made in Wegwijs, so a version can follow it."""

    facts: Facts
    route: Leerroute | None
    niveau: Niveau | None
    made: tuple[int, int]
    course: int
    options: tuple[Option, ...]
    busy: bool
    here: bool

    def of(self, change: Change) -> Option | None:
        """The option for a change; None when there is nothing to change so."""
        return next((one for one in self.options if one.change is change), None)


def standing(dossier: Dossier) -> Standing:
    """How it stands today. Three statements."""
    facts = case_of(dossier).facts
    pip, taught = facts.actueel_pip(), lessons(dossier, facts)
    after, intake = for_going_down(taught)
    made, course = whole_hours(after, intake), _course(taught) // HOUR
    options = tuple(_options(facts, made, course)) if pip else ()
    states = set(Pip.objects.filter(dossier=dossier).values_list("state", flat=True))
    return Standing(
        facts, pip.leerroute if pip else None, pip.niveau if pip else None, made, course, options,
        busy=not states.isdisjoint(OPEN), here=not states.isdisjoint(DECIDED),
    )  # fmt: skip


def whole_hours(after: int, intake: int) -> tuple[int, int]:
    """Minutes after the PIP and of the intake as hours that are whole together: half an hour of each is one hour."""
    return after // HOUR, (after + intake) // HOUR - after // HOUR


def _course(taught: list[Lesson]) -> int:
    return sum(one.minutes for one in taught if one.counts and (one.keurmerk or one.tst))


def _options(facts: Facts, made: tuple[int, int], course: int) -> Iterator[Option]:
    pip = facts.actueel_pip()
    assert pip is not None  # noqa: S101 the caller looked
    for route in Leerroute:
        if route is not pip.leerroute:
            yield _switch(facts, pip.leerroute, route, course)
    if pip.leerroute is Leerroute.B1 and pip.niveau is not Niveau.A2:
        yield _down(made)


def _switch(facts: Facts, now: Leerroute, to: Leerroute, course: int) -> Option:
    on = clock.today()
    time = wisselen_mag(now, to, facts, on=on)
    regular = wisselbesluit(now, to, facts, grond=Wisselgrond.TE_WEINIG, motief=SOME_WORDS, on=on)
    asks = "Het vraagt een reden: minder voortgang dan verwacht ondanks voldoende inspanning, of meer voortgang dan verwacht."
    if isinstance(regular, Outcome) and regular.value:
        return Option(
            Change(to.value), Allowed.JA, (*time.uitleg, asks), _carried(now, to, course), (time.regel, R_SW)
        )
    special = wisselbesluit(now, to, facts, grond=Wisselgrond.BIJZONDER, motief=SOME_WORDS, on=on)
    may = Allowed.BIJZONDER if isinstance(special, NeedsJudgement) else Allowed.NEE
    return Option(
        Change(to.value),
        may,
        (*time.uitleg, *time.verandert, asks),
        _carried(now, to, course),
        (time.regel, R_SW),
    )


def _carried(now: Leerroute, to: Leerroute, course: int) -> tuple[str, ...]:
    """Hours, and exams where they go along too."""
    exams = [words for words in wisselen_kan(now, to).value if "examens" in words]
    return (*uren_mee(now, to, course).uitleg, *(f"{words[:1].upper()}{words[1:]}." for words in exams))


def _down(made: tuple[int, int]) -> Option:
    answer = afschalen(*made, inspanning=True, on=clock.today())
    asks = "Het vraagt ook voldoende inspanning, en het oordeel dat B1 toch niet haalbaar is."
    may = Allowed.OORDEEL if isinstance(answer, NeedsJudgement) else Allowed.NEE
    carried = ("De examens mogen daarna op A2. Wat al op B1 is gehaald, blijft gehaald.",)
    return Option(Change.A2, may, (*answer.uitleg, asks, *afschalen_tot().uitleg), carried, (R_600,))
