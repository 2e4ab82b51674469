"""What would still make the termijn longer, as its page shows it: each ground with whether it helps, how much, and its proof."""

from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Gebeurtenis
from wegwijs.stages.leerroutes.queries.verlengen import Chance
from wegwijs.stages.leerroutes.queries.voltooien import Completion
from wegwijs.ui.format import day, distance
from wegwijs.ui.parts import Fact, Why
from wi2021.grondslag import samengevat
from wi2021.termijnen import ambtshalve_vanaf, einde_termijn
from wi2021.verlenging import Grond

_HELPS = {True: ("ja", "done"), False: ("nee", "neutral"), None: ("als het speelt", "soon")}


@dataclass(frozen=True, slots=True)
class Line:
    """One ground. ``statement``: the college must give one."""

    title: str
    helps: str
    severity: str
    length: str
    proof: str
    statement: bool
    why: Why


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that DUO set or decided, or a statement that was given."""

    when: str
    title: str
    text: str


def lines(chances: tuple[Chance, ...]) -> list[Line]:
    """What helps first, then what depends on a cause, then what doesn't."""
    order = {True: 0, None: 1, False: 2}
    return [_line(one) for one in sorted(chances, key=lambda one: order[one.helps])]


def _line(one: Chance) -> Line:
    words, severity = _HELPS[one.helps]
    return Line(
        title=one.rule.titel, helps=words, severity=severity, length=one.length or ("hangt af van de oorzaak" if one.helps is None else ""),
        proof=one.proof, statement=one.grond is Grond.GEEN_AANBOD and one.helps is True,
        why=Why("Waarom?", one.why, source=f"{one.rule.id} · {'; '.join(samengevat(one.rule.artikelen))}. DUO beslist."),
    )  # fmt: skip


def term(found: Completion, today: date) -> list[Fact]:
    """Until when the termijn runs, from when an extension can be asked, and on what ground it was extended before."""
    last, earliest = einde_termijn(found.facts), ambtshalve_vanaf(found.facts)
    facts = [
        Fact("Einde van de termijn", f"{day(last)}, {distance(last, today)}" if last else "nog niet bekend")
    ]
    value = getattr(earliest, "value", None)
    if value:
        facts.append(Fact("Verlenging vragen kan vanaf", day(value)))
    if found.facts.termijn and found.facts.termijn.grond:
        facts.append(Fact("Eerder verlengd", found.facts.termijn.grond))
    return facts


def decided(rows: list[Gebeurtenis]) -> list[Decision]:
    """As the page lists them."""
    return [Decision(day(row.on), str(Kind(row.kind).label), row.summary) for row in rows]
