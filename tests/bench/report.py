"""The table of a run: on the screen and in docs/benchmarks.md."""

import os
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.browser import Browser
from bench.cases import Case
from wegwijs import clock

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
        return cls(case, statistics.median(times) * 1000, p95 * 1000, counted, browser.bytes / 1024)


def write(target: Path, lines: list[Line], grown: Any, *, wanted: int, machine: str) -> int:
    """Print the table and write it down; returns 1 when a goal isn't met."""
    by_name = {line.case.name: line for line in lines}
    rows, missed = [], 0
    for line in lines:
        against = by_name[line.case.than]
        ratio = line.p50 / against.p50
        goals = []
        good = True
        if line.case.times_floor is not None:
            goals.append(f"≤ {line.case.times_floor} × {line.case.than}")
            good &= ratio <= line.case.times_floor
        if line.case.statements is not None:
            goals.append(f"≤ {line.case.statements} statements")
            good &= line.statements <= line.case.statements
        missed += not good
        rows.append(
            f"| {line.case.name} | {line.p50:.1f} ms | {line.p95:.1f} ms | {line.statements} | {ratio:.2f} |"
            f" {', '.join(goals) or '–'} | {'ja' if good else '**nee**'} |"
        )
    text = "\n".join([HEAD, *rows])
    print(text, flush=True)
    (target.parent / f"bench-{wanted}.md").write_text(
        f"{clock.today():%d-%m-%Y}, {os.cpu_count()} kernen, {machine}: {grown.dossiers} dossiers, {grown.open} open,"
        f" {grown.rows} rijen.\n\n{text}\n",
        encoding="utf-8",
    )
    return 1 if missed else 0
