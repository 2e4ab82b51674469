"""No page about a person without its row in the audit: seen is recorded, changed is recorded, and else it is not shown."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client

from support.pages import PageForm
from support.walk import Place
from wegwijs.audit import commands
from wegwijs.audit.models import AuditRecord
from wegwijs.people.models import Person

pytestmark = pytest.mark.django_db
CANARY = "Kanariegeel"
# Forms that change nothing about anybody: the audit looks at itself, someone has read their own messages, and a link that is
# switched off where there was none, a figure that stands already.
NOBODY = ("/zoeken/", "/inzage/controle/", "/meldingen/", "/duo/koppelingen/", "/overdracht/huisvesting/")


@contextmanager
def named() -> Iterator[None]:
    """All persons have a name that is found nowhere else; afterwards all is as it was."""
    with transaction.atomic():
        Person.objects.update(geslachtsnaam=CANARY)
        yield
        transaction.set_rollback(True)


def tells(browser: Client, place: Place) -> bool:
    """Whether the page says who somebody is."""
    answer = browser.get(place.address)
    return answer.status_code == 200 and CANARY.encode() in answer.getvalue()


@pytest.fixture(scope="module")
def telling(opened: list[Place]) -> list[tuple[Place, int]]:
    """Every page that says it, asked for once, with how many rows that left."""
    found = []
    with named():
        for place in opened:
            browser, before = place.browser(), AuditRecord.objects.count()
            if tells(browser, place):
                found.append((place, AuditRecord.objects.count() - before))
    return found


def test_every_page_with_a_name_on_it_leaves_a_row(telling: list[tuple[Place, int]]) -> None:
    assert len(telling) >= 60
    assert not [place.pattern for place, rows in telling if not rows]


def test_where_the_row_can_not_be_written_nobody_sees_the_page(
    telling: list[tuple[Place, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "RECORD", "SELECT 1 / 0")
    shown = []
    with named():
        for place, _ in telling:
            browser = place.browser()
            browser.raise_request_exception = False
            with transaction.atomic():
                if tells(browser, place):
                    shown.append(place.pattern)
                transaction.set_rollback(True)
    assert not shown


def test_every_form_that_changed_something_leaves_a_row(forms: list[tuple[Place, PageForm]]) -> None:
    silent, changed = [], 0
    for place, form in forms:
        if form.action.startswith(NOBODY):
            continue
        with transaction.atomic():
            before = AuditRecord.objects.exclude(action="zien").count()
            answer = place.browser().post(form.action, form.filled())
            if answer.status_code == 302:
                changed += 1
                if AuditRecord.objects.exclude(action="zien").count() == before:
                    silent.append(form.action)
            transaction.set_rollback(True)
    assert changed >= 25
    assert not silent
