"""T-10: until when the leerroute can be changed; Onderwijsroute to B1-route always can."""

from collections.abc import Iterator
from datetime import date, timedelta

from wi2021.dagen import Einde, einde_vanaf, maanden
from wi2021.facts import Facts, Leerroute
from wi2021.grondslag import Feit, Outcome, Regel, datum
from wi2021.parameters import parameter
from wi2021.termijnen.regels import T10, T10_OUD
from wi2021.termijnen.soorten import Act, Reasons, Soort, Termijn, Wie, made


def rule_for_switch(on: date) -> Regel:
    """The text of T-10 in force on a day: the exception after a niet-vrijstellende opleiding came in 2023."""
    return T10 if on >= T10.geldig_van else T10_OUD


def last_day_to_switch(facts: Facts) -> Einde | None:
    """The last day of the year and a half after the start of the inburgeringstermijn; None before the first PIP."""
    first = facts.eerste_pip()
    if first is None:
        return None
    months = maanden(parameter("wisselen.maanden", on=first.dagtekening).value)
    return einde_vanaf(first.dagtekening + timedelta(days=1), months)


def after_education(facts: Facts, on: date) -> bool:
    """Whether a niet-vrijstellende opleiding that ended after that day makes room for a switch (Bi 5.4(2))."""
    end, ended = last_day_to_switch(facts), facts.niet_vrijstellende_opleiding_tot
    if end is None or ended is None or rule_for_switch(on) is T10_OUD:
        return False
    return end.last_day < ended <= on


def wisselen_mag(van: Leerroute, naar: Leerroute, facts: Facts, *, on: date) -> Outcome[bool]:
    """T-10: whether the period for a change is no obstacle on the day ``on``. A ground is asked besides (R-SW)."""
    rule, end = rule_for_switch(on), last_day_to_switch(facts)
    if van is Leerroute.ONDERWIJS and naar is Leerroute.B1:
        return Outcome(True, rule, uitleg=("Van de Onderwijsroute naar de B1-route kan altijd.",))
    if end is None:
        return Outcome(True, rule, uitleg=("Er is nog geen PIP: er valt niets te wisselen.",))
    feiten = (Feit("pips", "wisselen tot en met", datum(end.last_day)),)
    if on <= end.last_day:
        return Outcome(True, rule, feiten, (f"Wisselen kan tot en met **{datum(end.last_day)}**.",))
    if after_education(facts, on):
        return Outcome(
            True, rule, feiten, ("Na een niet-vrijstellende opleiding die later eindigde, kan wisselen nog.",)
        )
    return Outcome(
        False, rule, feiten, (f"Wisselen kon tot en met **{datum(end.last_day)}**.",),
        ("In bijzondere individuele gevallen kan het college afwijken.",),
    )  # fmt: skip


def wisselen(facts: Facts, *, on: date) -> Iterator[Termijn]:
    """The end of the period in which a change needs no special circumstances."""
    first, end = facts.eerste_pip(), last_day_to_switch(facts)
    if first is None or end is None:
        return
    rule = rule_for_switch(on)
    changes = ["Bijzondere individuele omstandigheden: dan kan het college afwijken."]
    if rule is not T10_OUD:
        changes.append(
            "Een niet-vrijstellende opleiding die pas na deze datum eindigt: daarna kan wisselen nog."
        )
    why = Reasons(
        "anderhalf jaar na het begin van de termijn",
        (
            f"Het eerste PIP is van **{datum(first.dagtekening)}**. De inburgeringstermijn begint op **{datum(first.dagtekening + timedelta(days=1))}**.",
            "In het eerste anderhalf jaar kan het college een andere leerroute vaststellen, bij minder of meer voortgang dan verwacht.",
        ),
        erna=("Van de Onderwijsroute naar de B1-route kan altijd.",),
        verandert=tuple(changes),
        feiten=(Feit("pips", "eerste PIP", datum(first.dagtekening)),),
    )
    wat = Act(Soort.WISSELEN, "Leerroute wisselen kan tot en met", Wie.COLLEGE, plicht=False)
    yield made(wat, rule, first.dagtekening, "begin inburgeringstermijn", end, why)
