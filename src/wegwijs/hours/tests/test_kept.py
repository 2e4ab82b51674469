"""Totals are kept beside the hours: they are what the hours come to, in any period, whoever wrote them and however."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.region import START, TODAY, Region, make_dossier, make_person
from wegwijs.dossiers.commands import open_dossier_for
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.errors import DomainError
from wegwijs.hours.commands import Done, record_hours, take_back
from wegwijs.hours.models import HoursOfMonth, HoursTotal, Per, Soort, Uren
from wegwijs.hours.totals import Total, totals
from wegwijs.organisations.models import Gemeente
from wegwijs.totals import gather, proved, recounting

pytestmark = pytest.mark.django_db
GEMEENTEN = ("0505", "0590")
KINDS = (Soort.NT2, Soort.KNM, Soort.MAP)
GIVERS = ("SDD", "VluchtelingenWerk")
FIRST = date(2026, 7, 20)
DAYS = (TODAY - FIRST).days


def from_hours(since: date, until: date, per: Per, gemeenten: tuple[str, ...]) -> list[Total]:
    """Hour by hour: first of each dossier by who gave them and kind, what comes to nothing left out, then together."""
    own: dict[tuple[object, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    rows = Uren.objects.filter(on__range=(since, until), dossier__gemeente__in=gemeenten)
    for row in rows.select_related("dossier__gemeente", "aanbieder"):
        sums = own[(row.dossier_id, row.dossier.gemeente.naam, row.aanbieder.name, row.soort)]
        sums[0] += row.minutes
        sums[1] += row.minutes * row.practical
    made: dict[tuple[str, str, str], tuple[list[int], set[object]]] = defaultdict(lambda: ([0, 0], set()))
    for (dossier, *names), (minutes, practical) in own.items():
        if minutes:
            told = tuple(
                name if per is Per.ALLES or field == per.value else ""
                for name, field in zip(names, ("gemeente", "aanbieder", "soort"), strict=True)
            )
            sums, persons = made[told]  # type: ignore[index]
            sums[0] += minutes
            sums[1] += practical
            persons.add(dossier)
    return [Total(*key, sums[0], sums[1], len(persons)) for key, (sums, persons) in sorted(made.items())]


def elsewhere(region: Region) -> Dossier:
    papendrecht = Gemeente.objects.get(pk="0590")
    made, _ = open_dossier_for(
        make_person(region.teamlead),
        papendrecht,
        by=region.teamlead,
        on=FIRST,
        variant=Variant.ASIEL,
        reason="test",
    )
    return made


PERIODS = (
    (date(2026, 1, 1), date(2026, 12, 31)), (date(2026, 8, 1), date(2026, 8, 31)), (date(2026, 7, 25), date(2026, 10, 3)),
    (date(2026, 8, 12), date(2026, 8, 19)), (date(2026, 8, 12), date(2026, 9, 19)), (date(2026, 9, 1), date(2026, 11, 10)), (date(2026, 8, 15), date(2026, 9, 30)),
)  # fmt: skip


def kept_is_counted() -> None:
    for since, until in PERIODS:
        for per in Per:
            for scope in (GEMEENTEN, GEMEENTEN[:1]):
                assert sorted(totals(scope, since, until, per), key=str) == sorted(
                    from_hours(since, until, per, scope), key=str
                ), (since, until, per, scope)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 1), st.integers(0, DAYS), st.integers(1, 3), st.integers(0, 5)),
        max_size=16,
    )
)  # fmt: skip
def test_in_every_period_the_totals_are_those_of_the_hours(
    region: Region, acts: list[tuple[int, int, int, int, int, int]]
) -> None:
    """Hours recorded and taken back by commands, in any order; of some dossiers removed, as when they are kept no longer."""
    with transaction.atomic():
        dossiers = [make_dossier(region), make_dossier(region), elsewhere(region)]
        for turn, (who, kind, giver, days, hours, act) in enumerate(acts):
            if act == 0 and (rows := list(Uren.objects.filter(reverses=None).order_by("on", "pk"))):
                try:
                    with transaction.atomic():
                        take_back(rows[days % len(rows)], by=region.regisseur, reason="fout")
                except DomainError:
                    continue
            elif act == 1:
                gather(HoursTotal)
            elif who == len(dossiers):
                removed(Uren.objects.filter(dossier=dossiers[kind % 3]))
            else:
                done = Done(
                    KINDS[kind], FIRST + timedelta(days=days), 60 * hours, region.organisations[GIVERS[giver]], f"{turn}",
                    practical=KINDS[kind] is Soort.MAP and hours == 1,
                )  # fmt: skip
                try:
                    with transaction.atomic():
                        record_hours(dossiers[who], done, by=region.teamlead)
                except DomainError:
                    continue
        kept_is_counted()
        gather(HoursTotal)
        kept_is_counted()
        before = kept()
        with connection.cursor() as cursor:
            ignored(HoursTotal, "kept_by_hours")
            for sql in recounting(HoursTotal):
                cursor.execute(sql)
            ignored()
        assert kept() == before
        assert proved("hours") == []
        transaction.set_rollback(True)


def kept() -> list[tuple[object, ...]]:
    fields = ("per", "gemeente", "aanbieder", "soort", "month", "before", "minutes", "practical", "persons")
    return sorted(HoursTotal.objects.values_list(*fields), key=str)


def ignored(model: type[Uren] | type[HoursTotal] | None = None, name: str = "") -> None:
    """The trigger of this name is off until the next call."""
    options: Any = model._meta if model else None
    found = [one.get_pgid(model) for one in options.triggers if one.name == name] if model else []
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + ",".join(found) + "}"])


def removed(rows: object) -> None:
    """In one statement, as a term of retention would; the totals follow by themselves."""
    ignored(Uren, "append_only")
    rows._raw_delete("default")  # type: ignore[attr-defined]
    ignored()


def test_many_hours_of_one_statement_are_kept_as_well(region: Region) -> None:
    dossiers = [make_dossier(region), make_dossier(region)]
    Uren.objects.bulk_create(
        Uren(
            dossier=dossiers[n % 2], soort=KINDS[n % 3], on=TODAY - timedelta(days=9 * n), minutes=10 + n, aanbieder=region.organisations["SDD"],
            source_key=f"{n}", recorded_by=region.regisseur.user, label="x", recorded_at=region.regisseur.user.date_joined,
        )
        for n in range(12)
    )  # fmt: skip
    kept_is_counted()
    assert len(totals(GEMEENTEN, START, TODAY, Per.SOORT)) == 3


def test_what_is_taken_back_leaves_nothing(region: Region) -> None:
    dossier = make_dossier(region)
    row = record_hours(
        dossier, Done(Soort.NT2, TODAY, 60, region.organisations["SDD"], "x"), by=region.regisseur
    )
    take_back(row, by=region.regisseur, reason="fout")
    gather(HoursTotal)
    assert not HoursOfMonth.objects.exists()
    assert not HoursTotal.objects.exists()


def test_the_night_makes_one_row_of_many_once(region: Region) -> None:
    dossier = make_dossier(region)
    for n in range(3):
        done = Done(Soort.NT2, TODAY - timedelta(days=n), 60, region.organisations["SDD"], f"{n}")
        record_hours(dossier, done, by=region.regisseur)
    assert HoursTotal.objects.count() == 3 * len(Per)
    for _ in range(2):
        gather(HoursTotal)
        assert sorted(HoursTotal.objects.values_list("per", "minutes", "persons")) == sorted(
            (one.value, 180, 1) for one in Per
        )


def test_nobody_but_an_hour_changes_what_is_kept(region: Region) -> None:
    record_hours(
        make_dossier(region),
        Done(Soort.NT2, TODAY, 60, region.organisations["SDD"], "x"),
        by=region.regisseur,
    )
    for one in (HoursOfMonth.objects.get(), HoursTotal.objects.filter(per=Per.ALLES).get()):
        for act in (
            one.delete,
            lambda one=one: type(one).objects.update(minutes=1),
            lambda one=one: type(one).objects.bulk_create([one]),
        ):
            with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
                act()
