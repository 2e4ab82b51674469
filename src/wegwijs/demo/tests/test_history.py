"""The past of the example region holds the rows that the commands would have made."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Model

from support.contracts import contract
from support.lessons import course, learner, school
from support.region import Region
from wegwijs import clock
from wegwijs.contracts.models import CallOff, Invoice, Movement
from wegwijs.contracts.queries.agreements import to_call_off
from wegwijs.contracts.queries.money import sums_of
from wegwijs.demo.stories.past import Past, Rows, write_past
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.hours.models import Soort, Uren
from wegwijs.stages.leerroutes.commands import (
    OfferFacts,
    WeekFacts,
    accept_place,
    ask_place,
    begin_lessons,
    end_lessons,
    record_weeks,
)
from wegwijs.stages.leerroutes.models import Eindreden, Geregeld, Inburgeringsaanbod, Lesweek
from wegwijs.stages.leerroutes.weeks import after, stretch

pytestmark = pytest.mark.django_db
ASKED, BEGINS = date(2026, 10, 19), date(2026, 10, 28)
# What differs by nature: keys and moments; what the law says of this person; and what points to those.
BESIDE = {
    "id", "version", "dossier", "dossier_id", "call_off", "call_off_id", "aanbod", "aanbod_id", "hours", "hours_id", "number", "source",
    "source_key", "made_at", "recorded_at", "payload", "dedupe_key", "name", "intensity", "term_until", "answer_by", "starts_on", "shown",
}  # fmt: skip


def weeks() -> list[WeekFacts]:
    """Four of them, in the last nothing was followed."""
    found, first = [], BEGINS
    for followed, unexcused in ((600, 0), (540, 60), (600, 0), (0, 600)):
        found.append(WeekFacts(Soort.NT2, stretch(first)[0], 600, followed, 0, unexcused, "werk" if unexcused else ""))  # fmt: skip
        first = after(stretch(first)[1])
    return found


def said(rows: list[Any]) -> list[dict[str, object]]:
    """Every column that must be the same."""
    return [
        {f.name: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in BESIDE}
        for row in rows
    ]


def told(dossier: Dossier) -> list[Gebeurtenis]:
    """The lines of this placement but the offer, which the past has from before."""
    kinds = (Kind.AANMELDING, Kind.LES_BEGONNEN, Kind.UREN, Kind.LES_BEEINDIGD)
    return list(dossier.gebeurtenissen.filter(kind__in=kinds).order_by("on", "kind"))


@pytest.mark.parametrize("ended", [None, Eindreden.GESTOPT])
def test_the_past_holds_what_the_commands_would_have_written(region: Region, ended: Eindreden | None) -> None:
    made = contract(region, places=None, ceiling=None, started_minutes=660)
    of, by, theirs = course(region, made), school(region), learner(region)
    with clock.frozen(ASKED):
        row = ask_place(theirs, OfferFacts(of, BEGINS, Geregeld.NIET_NODIG, Geregeld.GEREGELD), by=region.regisseur, on=ASKED)  # fmt: skip
        accept_place(row, by=by, on=ASKED, starts_on=BEGINS)
    with clock.frozen(BEGINS):
        begin_lessons(row, by=by, on=BEGINS)
    for facts in weeks():
        with clock.frozen(stretch(facts.on)[1]):
            record_weeks([(row, facts)], by=by)
    last = stretch(weeks()[-1].on)[1]
    if ended:
        with clock.frozen(last):
            end_lessons(row, ended, by=by, last_day=last)
    row.refresh_from_db()

    rows, other = Rows(), learner(region, "111222333")
    past = Past(
        other, to_call_off([made.pk])[made.pk], of, region.regisseur, by, ASKED, BEGINS, of.last_day, "past-1", ended
    )  # fmt: skip
    write_past(rows, past, weeks())
    rows.write()
    there = Inburgeringsaanbod.objects.get(dossier=other)

    tables: tuple[tuple[type[Model], str, str], ...] = (
        (CallOff, "pk", "starts_on"), (Lesweek, "aanbod__call_off", "first_day"), (Movement, "call_off", "id"),
        (Inburgeringsaanbod, "call_off", "asked_on"),
    )  # fmt: skip
    for model, key, order in tables:
        first, second = (
            list(model._default_manager.filter(**{key: one.call_off_id}).order_by(order)) for one in (row, there)
        )  # fmt: skip
        assert said(second) == said(first), model.__name__
    assert said(list(Uren.objects.filter(dossier=other))) == said(list(Uren.objects.filter(dossier=theirs)))
    assert said(told(other)) == said(told(theirs))
    assert sums_of(there.call_off) == sums_of(row.call_off)


def test_the_keys_of_the_past_are_those_of_the_commands(region: Region) -> None:
    of = course(region)
    rows = Rows()
    past = Past(
        learner(region), to_call_off([of.contract_id])[of.contract_id], of, region.regisseur, school(region), ASKED, BEGINS,
        BEGINS + timedelta(days=300), "past-1",
    )  # fmt: skip
    write_past(rows, past, weeks())
    assert {one.source_key.split(":")[0] for one in rows.movements} == {"afroep", "traject"}
    assert all(one.source_key.startswith(f"les:{rows.offers[0].pk}:nt2:") for one in rows.hours)
    assert not Invoice.objects.exists()
