"""Most of the region: people whom an older system followed, taken over a few weeks ago by the files that it gave.

The told stories show each step; these show a caseload as large as a region has, made by the same door as a real one.
"""

from collections.abc import Callable, Collection
from datetime import date, timedelta

from wegwijs import clock, jobs
from wegwijs.demo import duo
from wegwijs.demo.caseload.days import Case, cases
from wegwijs.demo.caseload.sheet import ORIGIN, sheet
from wegwijs.demo.caseload.since import live_on
from wegwijs.demo.staff import BY_PORTAL, Staff
from wegwijs.demo.trajectory.walk import after_weekend
from wegwijs.exchange.duo.codes import ASYLUM, FAMILY
from wegwijs.imports.commands import map_columns, store_file, take_over
from wegwijs.imports.jobs import work_on_file
from wegwijs.imports.models import ImportFile
from wegwijs.organisations.models import Gemeente
from wegwijs.takeover.kind import CASELOAD

# So many days ago the older system was left.
LEFT = 17


def bring_in(
    staff: Staff,
    gemeenten: Collection[str],
    most: int | None = None,
    say: Callable[[str], None] = lambda step: None,
) -> None:
    """Take the files of these gemeenten over, and live on until today. ``most``: rows a gemeente; ``say`` hears how far it is."""
    left = after_weekend(clock.today() - timedelta(days=LEFT))
    for gemeente in Gemeente.objects.filter(pk__in=gemeenten).order_by("pk"):
        people = list(cases(gemeente.pk, left, most))
        if people:
            say(f"{len(people)} lopende dossiers overnemen in {gemeente.naam}")
            with clock.frozen(left):
                _known_to_duo(people, gemeente.pk)
                _take_over(people, gemeente, staff, left)
            live_on(people, gemeente.pk, left, staff)


def _known_to_duo(people: Collection[Case], gemeente: str) -> None:
    """DUO knows them as long as the older system did."""
    if gemeente in BY_PORTAL:
        return
    for case in people:
        if case.notice:
            duo.introduce(
                case.who.bsn, gemeente=gemeente, begin=case.notice - timedelta(days=7), kennisgeving=case.notice,
                indeling=ASYLUM if case.asylum else FAMILY, gedetailleerd=ASYLUM if case.asylum else "Gezinsvormer",
                gevestigd=case.home, coa=case.home is None, pip=_pip(case, gemeente),
            )  # fmt: skip


def _pip(case: Case, gemeente: str) -> dict[str, object] | None:
    if case.pip is None:
        return None
    pip = {
        "dagtekeningPip": case.pip.isoformat(),
        "leerroute": case.route,
        "niveau": "A2" if case.route == "Z" else "B1",
    }
    return {"gemeentecode": gemeente, "pip": pip}


def _take_over(people: Collection[Case], gemeente: Gemeente, staff: Staff, left: date) -> ImportFile:
    """The file, its columns, the dry run and the taking over: four acts of the team lead, the work is the workers'."""
    by = staff.actor("visser")
    regisseurs = [actor.employee.name for actor in staff.regisseurs(gemeente.pk) if actor.employee]
    content = sheet(people, gemeente.pk, gemeente.naam, regisseurs).encode()
    upload = store_file(
        CASELOAD, gemeente, file_name=f"lopende-zaken-{gemeente.naam.lower()}.csv", content=content, origin=ORIGIN,
        as_of=left, by=by,
    )  # fmt: skip
    map_columns(upload, upload.mapping, by=by)
    _work(upload)
    take_over(upload, by=by)
    _work(upload)
    return upload


def _work(upload: ImportFile) -> None:
    work_on_file.defer(file=str(upload.pk), gemeente=upload.gemeente_id)
    jobs.run_due()
