"""What may change in the PIP, before the decision: each change with its conditions, what goes along, and the consequences."""

from dataclasses import dataclass

from wegwijs.stages.leerroutes.queries.adjust import Allowed, Option, Standing
from wegwijs.ui.format import capital, day
from wegwijs.ui.parts import Fact, Why
from wi2021.grondslag import samengevat
from wi2021.parameters import parameter
from wi2021.termijnen import last_day_to_switch

_SEVERITY = {
    Allowed.JA: "done",
    Allowed.OORDEEL: "in-time",
    Allowed.BIJZONDER: "soon",
    Allowed.NEE: "neutral",
}
# What the law doesn't say, and a contract does.
CONTRACT = (
    "Volgt iemand nu les bij een aanbieder, dan stopt dat niet vanzelf. Kijk voor het besluit wat het contract zegt over eerder stoppen en wat "
    "dan wordt betaald, en meld de aanbieder de laatste lesdag."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One change. ``conditions`` and ``carried`` are sentences."""

    title: str
    state: str
    severity: str
    conditions: tuple[str, ...]
    carried: tuple[str, ...]
    why: Why


def lines(now: Standing) -> list[Line]:
    """Every change, in the order of the law."""
    return [_line(one) for one in now.options]


def _line(one: Option) -> Line:
    articles = "; ".join(
        f"{rule.id} · {'; '.join(samengevat(rule.artikelen))}" for rule in dict.fromkeys(one.rules)
    )
    return Line(
        title=capital(one.change.label), state=one.allowed.label, severity=_SEVERITY[one.allowed],
        conditions=tuple(text.replace("**", "") for text in one.why), carried=tuple(t.replace("**", "") for t in one.carried),
        why=Why("Waarom?", (*one.why, *one.carried, "De inburgeringstermijn blijft dezelfde."), source=articles),
    )  # fmt: skip


def facts(now: Standing, today: object) -> list[Fact]:
    """What the decision rests on."""
    end = last_day_to_switch(now.facts)
    after, intake = now.made
    least = parameter("afschalen.uren", on=today).value  # type: ignore[arg-type]
    found = [
        Fact(
            "Nu in het PIP",
            f"{now.route.naam if now.route else ''}{f', niveau {now.niveau}' if now.niveau else ''}",
        ),
        Fact("Gewoon wisselen kan tot en met", day(end.last_day) if end else "nog niet bekend"),
        Fact("Lesuren Nederlands die tellen voor afschalen", f"{after + intake} van {least} uur"),
        Fact("Cursusuren tot nu toe", f"{now.course} uur"),
    ]
    if intake:
        found.append(Fact("Waarvan in de intake", f"{intake} uur"))
    return found
