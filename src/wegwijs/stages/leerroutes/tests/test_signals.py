"""Signals about lessons: sent once, derived from hours, taken up, and what a school sees of that."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.lessons import FIRST, course, followed, learner, learning, school, week
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import assign_regisseur
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.rowsecurity.scope import entered
from wegwijs.stages.leerroutes.commands import end_lessons, send_signal, take_up_signal
from wegwijs.stages.leerroutes.commands.derive import derive_signals
from wegwijs.stages.leerroutes.models import (
    Eindreden,
    Inburgeringsaanbod,
    Lessignaal,
    Opvolging,
    Signaalantwoord,
    Signaalbron,
    Signaalsoort,
)

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
UITVAL = Signaalsoort.UITVAL


@pytest.fixture
def row(region: Region) -> Inburgeringsaanbod:
    """Follows lessons since the second of November."""
    return learning(region, learner(region), course(region))


def sent(region: Region, row: Inburgeringsaanbod, soort: Signaalsoort = UITVAL) -> Lessignaal:
    return send_signal(row, soort, "Komt al twee weken niet.", by=school(region))


def test_a_signal_is_a_task_and_the_same_is_not_sent_twice(region: Region, row: Inburgeringsaanbod) -> None:
    assert region.regisseur.employee
    assign_regisseur(row.dossier, region.regisseur.employee, by=region.teamlead, on=TODAY)
    made = sent(region, row)
    task = row.dossier.taken.get(source_key=f"signaal:{made.pk}")
    assert (task.title, task.due_on) == ("Signaal oppakken: dreigt uit te vallen", TODAY + timedelta(days=7))
    with pytest.raises(DomainError, match="staat al open sinds 23-11-2026"):
        sent(region, row)
    assert sent(region, row, Signaalsoort.LAGER).is_open
    line = row.dossier.gebeurtenissen.filter(kind="lessignaal").first()
    assert line
    assert "twee weken" not in line.summary, "the words of a school stand in the signal, not in the timeline"


def test_what_was_done_ends_it_and_the_school_sees_the_day_only(
    region: Region, row: Inburgeringsaanbod, signed_in: SignedIn
) -> None:
    made = sent(region, row)
    with pytest.raises(NotAllowed):
        take_up_signal(made, Opvolging.GEEN, "al besproken", by=school(region), on=TODAY)
    with pytest.raises(DomainError, match="waarom er niets nodig is"):
        take_up_signal(made, Opvolging.GEEN, " ", by=region.regisseur, on=TODAY)
    take_up_signal(made, Opvolging.AFSPRAAK, "Gaat met oom naar de les", by=region.regisseur, on=TODAY)
    assert row.dossier.taken.get(source_key=f"signaal:{made.pk}").done_on == TODAY
    with pytest.raises(DomainError, match="al opgepakt"):
        take_up_signal(made, Opvolging.GESPREK, "", by=region.regisseur, on=TODAY)
    seen = signed_in(school(region)).get(f"/leerroutes/school/{row.pk}/").content.decode()
    assert "opgepakt op 23-11-2026" in seen
    assert "oom" not in seen
    own = signed_in(region.regisseur).get(f"/leerroutes/dossier/{row.dossier_id}/voortgang/").content.decode()
    assert "Er is iets afgesproken: Gaat met oom naar de les" in own
    with entered(school(region).scope):
        assert Lessignaal.objects.filter(pk=made.pk).exists()
        assert not Signaalantwoord.objects.exists(), "the second wall keeps it from the school as well"
    with entered(school(region, "NLtraining").scope):
        assert not Lessignaal.objects.exists()


def test_a_talk_is_planned_from_it(region: Region, row: Inburgeringsaanbod, signed_in: SignedIn) -> None:
    made, browser = sent(region, row), signed_in(region.regisseur)
    here = f"/leerroutes/dossier/{row.dossier_id}/{row.pk}/signaal/{made.pk}/"
    assert "Komt al twee weken niet." in browser.get(here).content.decode()
    answer = browser.post(here, {"what": "gesprek", "why": ""})
    assert answer.url == f"/voltooien/dossier/{row.dossier_id}/gesprekken/plannen/"  # type: ignore[attr-defined]
    assert browser.get(here).status_code == 404
    assert signed_in(school(region)).get(here).status_code == 404


def test_an_open_signal_brings_somebody_to_the_list_of_talks(
    region: Region, row: Inburgeringsaanbod, signed_in: SignedIn
) -> None:
    browser = signed_in(region.regisseur)
    followed(region, row)
    before = browser.get("/voltooien/gesprekken/?wanneer=signaal").content.decode()
    assert "Niets binnen deze keuze" in before
    sent(region, row)
    assert "signaal: dreigt uit te vallen, 23-11-2026" in browser.get("/voltooien/gesprekken/?wanneer=signaal").content.decode()  # fmt: skip


def test_who_follows_no_lesson_while_the_course_goes_on_is_seen_once(
    region: Region, row: Inburgeringsaanbod
) -> None:
    other = learning(region, learner(region, "999993653"), row.cursus)
    followed(region, row, week())
    today = date(2026, 12, 21)
    with clock.frozen(today):
        followed(region, other, *(week(FIRST + timedelta(weeks=n)) for n in range(6)))
        assert derive_signals(today) == 1
        assert derive_signals(today) == 0
        found = row.signalen.get()
        assert found.explained == "Sinds 08-11-2026 geen les gevolgd, terwijl de cursus doorging (grens: 4 weken)."  # fmt: skip
        take_up_signal(found, Opvolging.GEEN, "is op vakantie", by=region.regisseur, on=today)
        assert derive_signals(today) == 0, "the same was told and taken up"


def test_a_school_that_says_the_same_takes_the_place_of_what_was_derived_and_coming_back_ends_it(
    region: Region, row: Inburgeringsaanbod
) -> None:
    other = learning(region, learner(region, "999993653"), row.cursus)
    followed(region, row, week(followed=360, unexcused=360))
    derive_signals(TODAY)
    found = row.signalen.get()
    assert "50 procent" in found.explained
    followed(region, row, week(FIRST + timedelta(weeks=1)), week(FIRST + timedelta(weeks=2)))
    followed(region, row, week())
    derive_signals(TODAY)
    found.refresh_from_db()
    assert found.passed_on == TODAY
    followed(region, other, week(followed=360, unexcused=360))
    derive_signals(TODAY)
    derived = other.signalen.get()
    assert sent(region, other) == derived
    derived.refresh_from_db()
    assert (derived.source, derived.explained) == (Signaalbron.SCHOOL, "Komt al twee weken niet.")


def test_when_lessons_end_nothing_is_left_to_take_up(region: Region, row: Inburgeringsaanbod) -> None:
    made = sent(region, row)
    end_lessons(row, Eindreden.GESTOPT, by=school(region), last_day=TODAY)
    made.refresh_from_db()
    assert made.passed_on == TODAY
    with pytest.raises(DomainError, match="die les volgt"):
        sent(region, row)
