"""The living example region: made once in an empty database, by the same commands that people use."""

import subprocess
import sys
from collections.abc import Collection
from itertools import chain

from django.conf import settings
from django.db import transaction

from wegwijs.access.models import User
from wegwijs.demo.caseload import bring_in
from wegwijs.demo.staff import STAFF, Staff, hire
from wegwijs.demo.stories import tell
from wegwijs.demo.stories.around import around
from wegwijs.dossiers.commands import rebuild_termijnen
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Gemeente, Organisation
from wegwijs.rowsecurity.scope import EVERYTHING, entered

# Told beside each other, each by a process of its own: Dordrecht has about half of the stories.
PARTS: tuple[tuple[str, ...], ...] = (("0505",), ("0482", "0523", "0531", "0590", "0610", "0642"))
EVERYWHERE = tuple(chain.from_iterable(PARTS))
READY, KEEP = "klaar", "bewaar"


def is_whole() -> bool:
    """Whether the region was made before."""
    with entered(EVERYTHING), transaction.atomic():
        return Dossier.objects.exists()


def load(gemeenten: Collection[str] = EVERYWHERE) -> None:
    """Make the gemeenten, everybody who works there, and the trajectories until today; in this process and transaction."""
    staff = hire()
    tell(staff, gemeenten)
    _as_of_today(staff, gemeenten)


def load_beside() -> None:
    """The same with a process a part, each a transaction of its own; none is kept unless all came to their end.

    Raises RuntimeError with what the first that broke said.
    """
    with entered(EVERYTHING), transaction.atomic():
        if not Gemeente.objects.exists():
            hire()
    chosen = set(getattr(settings, "DEMO_GEMEENTEN", ()) or EVERYWHERE)
    running = [_begin(codes) for part in PARTS if (codes := [code for code in part if code in chosen])]
    try:
        for process in running:
            assert process.stdout  # noqa: S101 a pipe
            if process.stdout.readline().strip() != READY:
                raise RuntimeError(_last_words(process))
        for process in running:
            process.communicate(KEEP + "\n")
            if process.returncode:
                raise RuntimeError(f"vertellen eindigde met {process.returncode}")
    finally:
        for process in running:
            process.kill()
            process.wait()
    with entered(EVERYTHING), transaction.atomic():
        _as_of_today(_hired(), chosen)


def tell_part(gemeenten: Collection[str]) -> None:
    """The stories of some gemeenten, by the people who were hired before; in this transaction."""
    staff = _hired()
    tell(staff, gemeenten)
    bring_in(staff, gemeenten)


def _hired() -> Staff:
    return Staff({row.short: row for row in Organisation.objects.all()})


def _begin(gemeenten: Collection[str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "wegwijs", "manage", "vertel", *gemeenten]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def _last_words(process: "subprocess.Popen[str]") -> str:
    _, said = process.communicate()
    return (said.strip().splitlines() or ["het proces zei niets"])[-1]


def _as_of_today(staff: Staff, gemeenten: Collection[str]) -> None:
    """Each story left its termijnen as they stood on its last day; then what happens around them."""
    for _ in rebuild_termijnen():
        pass
    around(staff, gemeenten)


def logins() -> list[str]:
    """What the one who starts the trial must know."""
    named = [row for row in STAFF if row[0] in ("devries", "smit", "bakker")]
    names = ", ".join(f"{row[2]} ({row[3]}, {row[1]})" for row in named)
    count = User.objects.filter(employee__isnull=False).count()
    return [
        "U meldt zich aan zonder wachtwoord: kies op de eerste pagina wie u bent.",
        f"Er zijn {count} medewerkers, bijvoorbeeld {names}.",
    ]
