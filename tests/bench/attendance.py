"""A school's file of five thousand weeks, 37 of them wrong: taken in by one worker, row by row, as the application does."""

import time
from dataclasses import dataclass
from datetime import date, timedelta

ROWS, WRONG = 5_000, 37


@dataclass(frozen=True)
class Delivered:
    """``taken`` rows were written, ``refused`` came back, in ``seconds``."""

    taken: int
    refused: int
    seconds: float

    @property
    def a_second(self) -> float:
        """Rows a second."""
        return (self.taken + self.refused) / self.seconds


def attendance() -> Delivered:
    """Of those who follow lessons at Sagènn, every week since their first lesson, of each kind, once anew."""
    from django.db import transaction

    from wegwijs import clock
    from wegwijs.access.actor import actor_of
    from wegwijs.access.models import User
    from wegwijs.imports.commands import map_columns, store_file, work_on
    from wegwijs.imports.models import ImportFile
    from wegwijs.organisations.models import Gemeente
    from wegwijs.rowsecurity.scope import EVERYTHING, entered
    from wegwijs.stages.leerroutes.lesson_file import LESSON_FILE

    with entered(EVERYTHING):
        actor = actor_of(User.objects.get(username="molenaar"), on=clock.today())
        assert actor
        text = _text(clock.today())
        with transaction.atomic():
            made = store_file(
                LESSON_FILE, Gemeente.objects.get(pk="0505"), file_name="lessen.csv", content=text.encode(), origin="Sagènn",
                as_of=clock.today(), by=actor,
            )  # fmt: skip
            map_columns(made, made.mapping, by=actor)
        started = time.monotonic()
        work_on(made.pk)
        seconds = time.monotonic() - started
        done = ImportFile.objects.get(pk=made.pk)
        wrong = list(done.rows.filter(state="nee"))
    # A number that we made wrong, and nothing else.
    others = [(row.cells, row.field, row.reason) for row in wrong if "onbekend-" not in str(row.cells)]
    assert not others, others[:3]
    refused = len(wrong)
    return Delivered(done.taken, refused, seconds)


def _text(today: date) -> str:
    """Wrong rows stand between the right ones."""
    from wegwijs.stages.leerroutes.models import Inburgeringsaanbod
    from wegwijs.stages.leerroutes.weeks import after, stretch

    rows = Inburgeringsaanbod.objects.filter(
        organisation__short="Sagènn", state=Inburgeringsaanbod.State.BEGONNEN, shown=True,
        # Growing the region closes dossiers, and leaves what they follow.
        dossier__closed_on=None,
    )  # fmt: skip
    lines = []
    for row in rows.order_by("number"):
        first = row.began_on or today
        while stretch(first)[1] < today:
            lines += [
                f"{row.number};{stretch(first)[0]:%d-%m-%Y};{kind};;{hours};;;"
                for kind, hours in (("nt2", "9"), ("knm", "1:30"))
            ]
            first = after(stretch(first)[1])
    lines = lines[: ROWS - WRONG]
    for turn in range(WRONG):
        lines.insert(
            turn * (len(lines) // WRONG),
            f"onbekend-{turn};{today - timedelta(days=7):%d-%m-%Y};nt2;;{turn + 1};;;",
        )
    return "\n".join(["dossiernummer;week;soort;aangeboden;gevolgd;afgemeld;verzuimd;reden", *lines])
