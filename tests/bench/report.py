"""The table of a run: on the screen and in docs/benchmarks.md."""

import os
import statistics
from dataclasses import dataclass
from pathlib import Path

from bench.attendance import Delivered
from bench.browser import Browser
from bench.cases import Case
from bench.grow import Grown
from bench.letters import Sent
from bench.memory import MOST_GROWTH
from bench.money import Timed
from bench.postings import MANY, TOGETHER, Posted
from bench.work import Recomputed
from wegwijs import clock
from wegwijs.ui.format import day, number

GOAL_A_SECOND = 5_000
LETTERS_A_MINUTE = 1_000
# Five thousand rows in under five minutes, beside other work.
ROWS_A_SECOND = 20
SINGLY, BATCHED = 8, 5
HEAD = "| wat | p50 | p95 | statements | keer | doel | gehaald |\n| --- | ---: | ---: | ---: | ---: | --- | --- |"


@dataclass(frozen=True)
class Line:
    """One case as measured; times in milliseconds."""

    case: Case
    p50: float
    p95: float
    statements: int
    kilobytes: float

    @classmethod
    def of(cls, case: Case, browser: Browser, warm: int) -> "Line":
        """The percentiles of what a browser noted after the first ``warm`` rounds."""
        times = sorted(browser.seconds[warm:])
        p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
        counted = max(browser.statements[warm:], default=0)
        return cls(case, statistics.median(times) * 1000, p95 * 1000, counted, browser.size / 1024)


def write(
    target: Path,
    lines: list[Line],
    grown: Grown,
    nightly: Recomputed,
    sent: Sent,
    delivered: Delivered,
    money: Posted,
    paid: list[Timed],
    growth: float,
    *,
    wanted: int,
) -> int:
    """Print the table and put it in its place in the document; returns 1 when a goal isn't met."""
    by_name = {line.case.name: line for line in lines}
    judged = [_judge(line, by_name[line.case.than]) for line in lines]
    quick, level = nightly.a_second >= GOAL_A_SECOND, growth <= MOST_GROWTH
    alone, batched = money.singly <= SINGLY * money.floor, money.together <= BATCHED * money.floor
    posted, taken = sent.a_minute >= LETTERS_A_MINUTE, delivered.a_second >= ROWS_A_SECOND
    text = "\n".join(
        [
            f"Op {day(clock.today())}, {os.cpu_count()} kernen: {number(grown.dossiers)} dossiers ({number(grown.open)} open),"
            f" {number(grown.rows)} rijen met persoonsgegevens.",
            "",
            HEAD,
            *(row for row, _ in judged),
            f"| alle termijnen narekenen, 2 processen | {nightly.seconds:.1f} s | | | | ≥ {number(GOAL_A_SECOND)} dossiers per"
            f" seconde | {'ja' if quick else '**nee**'}: {number(round(nightly.a_second))} |",
            f"| {number(sent.letters)} brieven in partijen, met hun vertaling, 2 processen | {sent.seconds:.1f} s | | | |"
            f" ≥ {number(LETTERS_A_MINUTE)} brieven per minuut | {'ja' if posted else '**nee**'}: {number(round(sent.a_minute))} |",
            f"| {number(delivered.taken + delivered.refused)} weken les uit een bestand, {delivered.refused} fout, 1 proces | {delivered.seconds:.1f} s | | | |"
            f" ≥ {ROWS_A_SECOND} regels per seconde | {'ja' if taken else '**nee**'}: {number(round(delivered.a_second))} |",
            f"| {number(MANY)} boekingen, elk apart vastgelegd | {money.singly:.1f} s | | | {money.singly / money.floor:.2f} |"
            f" ≤ {SINGLY} × {number(MANY)} kale rijen ({money.floor:.1f} s) | {'ja' if alone else '**nee**'} |",
            f"| {number(MANY)} boekingen, {TOGETHER} tegelijk | {money.together:.1f} s | | | {money.together / money.floor:.2f} |"
            f" ≤ {BATCHED} × {number(MANY)} kale rijen | {'ja' if batched else '**nee**'} |",
            f"| het hele grootboek bewijzen ({number(2 * MANY)} boekingen) | {money.proved:.1f} s | | | | – | ja |",
            *(
                f"| {number(one.count)} {one.what}, 1 proces | {one.seconds:.1f} s | | | | ≥ {number(one.goal)} per seconde |"
                f" {'ja' if one.good else '**nee**'}: {number(round(one.a_second))} |"
                for one in paid
            ),
            f"| groei van een webproces na de eerste uitvoer | {growth:.0f} MB | | | | ≤ {MOST_GROWTH} MB |"
            f" {'ja' if level else '**nee**'} |",
        ]
    )
    print(text, flush=True)
    _put(target, f"{wanted}", text)
    return (
        0
        if quick
        and posted
        and taken
        and alone
        and batched
        and level
        and all(good for _, good in judged)
        and all(one.good for one in paid)
        else 1
    )


def _judge(line: Line, than: Line) -> tuple[str, bool]:
    ratio, goals, good = line.p50 / than.p50, [], True
    if line.case.times_floor is not None:
        goals.append(f"≤ {line.case.times_floor:.1f} × {line.case.than}".replace(".", ","))
        good &= ratio <= line.case.times_floor
    if line.case.statements is not None:
        goals.append(f"≤ {line.case.statements} statements")
        good &= line.statements <= line.case.statements
    cells = [
        line.case.name,
        f"{line.p50:.1f} ms",
        f"{line.p95:.1f} ms",
        str(line.statements),
        f"{ratio:.2f}",
        ", ".join(goals) or "–",
        "ja" if good else "**nee**",
    ]
    return f"| {' | '.join(cells)} |".replace(".", ","), good


def _put(target: Path, name: str, text: str) -> None:
    """Replace the part between the marks of this size; a new size is added at the end."""
    begin, end = f"<!-- bench {name} -->", f"<!-- /bench {name} -->"
    made = target.read_text(encoding="utf-8") if target.exists() else "# Metingen\n"
    part = f"{begin}\n\n{text}\n\n{end}"
    if begin in made:
        made = made[: made.index(begin)] + part + made[made.index(end) + len(end) :]
    else:
        made = f"{made.rstrip()}\n\n{part}\n"
    target.write_text(made, encoding="utf-8")
