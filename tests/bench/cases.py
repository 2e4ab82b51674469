"""What is measured: one class a page, each with the goal it must meet."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bench.browser import Browser
from bench.week import LEARNERS, Register, Week


@dataclass(frozen=True)
class Case:
    """One thing that people do all day. ``times_floor`` and ``statements`` are the goals (None: none set)."""

    name: str
    act: Callable[[Browser, int], object]
    times_floor: float | None = None
    statements: int | None = None
    # Another case that this one is compared with instead of the floor.
    than: str = "bodem"


def cases(deep: str, dossiers: list[str], words: list[str], group: Week) -> list[Case]:
    """The pages of a team leader who sees all gemeenten, the widest list there is."""
    register = Register(group)

    def one(keys: list[str], turn: int) -> str:
        return keys[turn % len(keys)]

    def record(browser: Browser, turn: int) -> None:
        browser.post(
            f"/dossiers/{one(dossiers, turn)}/contact/",
            {
                "on": "23-11-2026",
                "way": "telefoon",
                "outgoing": "ja",
                "reached": "ja",
                "summary": "Gebeld over de afspraak",
            },
            expect=302,
        )

    return [
        Case("bodem", lambda b, turn: b.get("/bodem/")),
        Case("Mijn werk", lambda b, turn: b.get("/?van=allen"), 1.5, 8),
        Case("Mijn werk, pagina 500", lambda b, turn: b.get(f"/{deep}"), 1.2, 8, than="Mijn werk"),
        Case("Mijn werk, regisseur met 2.000", lambda b, turn: b.as_("regisseur1").get("/"), 1.5, 8),
        Case("dossier", lambda b, turn: b.get(f"/dossier/{one(dossiers, turn)}/"), 3.0, 12),
        Case("dossier met 3.000 contacten", lambda b, turn: b.get(f"/dossier/{dossiers[0]}/"), 3.0, 12),
        Case("zoeken", lambda b, turn: b.post("/zoeken/", {"q": one(words, turn)}), 1.5, 8),
        Case("contact vastleggen", record, 2.0, 12),
        Case("aanwezigheid van 15", lambda b, turn: b.get(group.attendance), 2.0, 8),
        Case("aanwezigheid van 15 bewaren, alle gewijzigd", register),
        Case("week van de regio met 400 afspraken", lambda b, turn: b.get(group.week), 4.0, 8),
        Case("wie loopt achter", lambda b, turn: b.get("/participatie/?wanneer=achter"), 3.0, 8),
        Case(
            "totalen van alle uren van een jaar",
            lambda b, turn: b.get("/uren/totalen/?since=01-01-2026&until=31-12-2026"),
            3.0,
            8,
        ),
        *_lessons(group),
        Case("COPY van alle open dossiers", lambda b, turn: b.get("/bodem/uitvoer/")),
        Case(
            "uitvoer van alle open dossiers",
            lambda b, turn: b.get("/uitvoer/?van=allen"),
            2.0,
            8,
            than="COPY van alle open dossiers",
        ),
    ]


def _lessons(group: Week) -> list[Case]:
    """Leerroutes and their money, each by who works with it: the school, the regisseurs, who buys, the controller."""

    def school(browser: Browser, turn: int) -> None:
        page = browser.as_("molenaar").get(f"/leerroutes/week/?van={group.lessons}&cursus={group.course}")
        shown = len(set(re.findall(rb'name="followed-([0-9a-f-]{36})', page)))
        assert shown == LEARNERS, shown

    def seen(who: str, address: str) -> Callable[[Browser, int], object]:
        return lambda browser, turn: browser.as_(who).get(address)

    per = ("gemeente", "leerroute", "aanbieder", "cohort")
    return [
        Case(f"week van een cursus met {LEARNERS} deelnemers", school, 3.0, 8),
        Case("week van een hele school", seen("molenaar", f"/leerroutes/week/?van={group.lessons}"), 3.0, 8),
        Case("wie is hoe ver met de leerroute", lambda b, turn: b.get("/voltooien/"), 3.0, 8),
        Case("wachtlijst leerroutes", lambda b, turn: b.get("/leerroutes/wachtlijst/"), 2.0, 8),
        Case("contracten van de regio", seen("vermeer", "/contracten/"), 3.0, 8),
        Case("een contract", seen("vermeer", f"/contracten/{group.contract}/"), 3.0, 12),
        Case(
            "geld van alle contracten, een jaar geleden",
            seen("vermeer", "/contracten/geld/?op=30-11-2025"),
            3.0,
            8,
        ),
        Case("facturen", seen("vermeer", "/facturen/"), 3.0, 8),
        *(Case(f"budget per {one}", seen("hendriks", f"/budget/?per={one}"), 3.0, 12) for one in per),
        Case("kosten per traject, per cohort", seen("hendriks", "/budget/kosten/?per=cohort"), 3.0, 12),
    ]
