"""The living example region: made once in an empty database, by the same commands that people use."""

from collections.abc import Callable, Collection
from itertools import chain

from django.conf import settings
from django.db import transaction

from wegwijs import clock
from wegwijs.access.models import User
from wegwijs.demo.beside import Broken, tell_beside
from wegwijs.demo.caseload import bring_in
from wegwijs.demo.models import RegionPart
from wegwijs.demo.mondays import keep_mondays
from wegwijs.demo.staff import STAFF, Staff, hire
from wegwijs.demo.stories import tell
from wegwijs.demo.stories.around import around
from wegwijs.demo.stories.ontzorgen import ontzorgen
from wegwijs.demo.stories.ontzorgen_office import HERE as ONTZORGD_IN
from wegwijs.dossiers.commands import rebuild_termijnen
from wegwijs.organisations.models import Gemeente, Organisation
from wegwijs.rowsecurity.scope import EVERYTHING, entered

# Told beside each other, each by a process of its own: about as much work for each.
PARTS: tuple[tuple[str, ...], ...] = (("0505", "0523"), ("0482", "0531", "0590", "0610", "0642"))
EVERYWHERE = tuple(chain.from_iterable(PARTS))
# The mark of the last step: what happens around the trajectories, after all of them.
WHOLE = "geheel"
Say = Callable[[str], None]


def is_whole() -> bool:
    """Whether the region was made before, to its end; of one that broke off ``load_beside`` makes what lacks."""
    return WHOLE in _made()


def load(gemeenten: Collection[str] = EVERYWHERE, *, most: int | None = None) -> None:
    """Make the gemeenten, everybody who works there, and the trajectories until today; in this process and transaction.

    ``most``: how many people at most are taken over from the older system, a gemeente; None: all, 0: only the told stories.
    """
    staff = hire()
    _tell(staff, gemeenten, most, lambda step: None)
    _as_of_today(staff, gemeenten, lambda step: None)


def load_beside(say: Say = print) -> None:
    """The same with a process a part, each a transaction of its own; ``say`` hears every few seconds how far it is.

    None is kept unless all came to their end. Killed between that and the last step it leaves a part: what was kept is
    marked, and this makes the rest. Raises RuntimeError with what the first that broke said.
    """
    with entered(EVERYTHING), transaction.atomic():
        if not Gemeente.objects.exists():
            hire()
    chosen = set(getattr(settings, "DEMO_GEMEENTEN", ()) or EVERYWHERE)
    lacking = chosen - _made()
    parts = [codes for part in PARTS if (codes := [code for code in part if code in lacking])]
    try:
        tell_beside(parts, say)
    except Broken as broken:
        raise RuntimeError(str(broken)) from broken
    say("Alle termijnen naar vandaag ...")
    with entered(EVERYTHING), transaction.atomic():
        _as_of_today(_hired(), chosen, say)


def tell_part(gemeenten: Collection[str], say: Say) -> None:
    """The stories of some gemeenten, by the people who were hired before; in this transaction."""
    _tell(_hired(), gemeenten, None, say)


def _tell(staff: Staff, gemeenten: Collection[str], most: int | None, say: Say) -> None:
    tell(staff, gemeenten, say)
    bring_in(staff, gemeenten, most, say)
    if ONTZORGD_IN in gemeenten:
        ontzorgen(staff, say)
    RegionPart.objects.bulk_create(RegionPart(part=code, at=clock.now()) for code in sorted(gemeenten))


def _made() -> set[str]:
    with entered(EVERYTHING), transaction.atomic():
        return set(RegionPart.objects.values_list("part", flat=True))


def _hired() -> Staff:
    return Staff({row.short: row for row in Organisation.objects.all()})


def _as_of_today(staff: Staff, gemeenten: Collection[str], say: Say) -> None:
    """Each story left its termijnen as they stood on its last day; then what happens around them."""
    for _ in rebuild_termijnen():
        pass
    around(staff, gemeenten, say)
    keep_mondays()
    RegionPart.objects.create(part=WHOLE, at=clock.now())


def logins() -> list[str]:
    """What the one who starts the trial must know."""
    named = [row for row in STAFF if row[0] in ("devries", "smit", "bakker", "maas")]
    names = ", ".join(f"{row[2]} ({row[3]}, {row[1]})" for row in named)
    count = User.objects.filter(employee__isnull=False).count()
    return [
        "U meldt zich aan zonder wachtwoord: kies op de eerste pagina wie u bent.",
        f"Er zijn {count} medewerkers, bijvoorbeeld {names}.",
    ]
