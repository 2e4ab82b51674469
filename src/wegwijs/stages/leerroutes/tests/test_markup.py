"""The controls of a week written out in Python are those that Django draws of the same form."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict
from django.utils.html import escape

from wegwijs.hours.models import Soort
from wegwijs.stages.leerroutes.forms.week import PARTS, WeekForm
from wegwijs.stages.leerroutes.markup import week_rows

PEOPLE: Any = [
    SimpleNamespace(pk=UUID(int=n), name=f'<b>R&D "{n}"</b>', number=f"2026-0505-000{n}") for n in range(3)
]
STANDING: Any = {
    PEOPLE[0].pk: SimpleNamespace(pk=UUID(int=7), offered=630, followed=600, excused=0, unexcused=30, reason="werk", label="<i>K</i>"),
    PEOPLE[1].pk: SimpleNamespace(pk=UUID(int=8), offered=0, followed=0, excused=0, unexcused=0, reason="", label="K"),
}  # fmt: skip
CONTROL = re.compile(r"<(?:input|select)[^>]*>|<option[^>]*>[^<]*</option>")
SENT = {
    "offered": ("wat", "2,5", ""), "followed": ("1", "2,5", '"<>'), "excused": ("", "", "0"), "unexcused": ("", "", ""),
    "reason": ("werk", "niets", ""), "seen": (str(UUID(int=7)), "x", ""),
}  # fmt: skip


def form(data: QueryDict | None = None, **more: Any) -> WeekForm:
    return WeekForm(data, people=PEOPLE, standing=STANDING, soort=Soort.NT2, on=date(2026, 11, 2), **more)


def by_django(shown: WeekForm) -> list[str]:
    for one in PEOPLE:
        if not shown.is_bound:
            shown._add(one)
    names = [f"{part}-{one.pk}" for one in PEOPLE for part in ("seen", *PARTS, "reason")]
    return CONTROL.findall("".join(str(shown[name]) for name in names))


@pytest.mark.parametrize(
    "more", [{}, {"mine": {PEOPLE[1].pk: SimpleNamespace(offered=90, followed=30, excused=0, unexcused=60, reason="kind")}}]
)  # fmt: skip
def test_what_is_on_file(more: dict[str, Any]) -> None:
    assert CONTROL.findall(week_rows(form(**more))) == by_django(form(**more))


def test_what_was_sent_with_what_is_wrong() -> None:
    data = QueryDict(mutable=True)
    for part, values in SENT.items():
        data.update({f"{part}-{one.pk}": value for one, value in zip(PEOPLE, values, strict=True)})
    shown = form(data)
    made = week_rows(shown)
    assert CONTROL.findall(made) == by_django(shown)
    assert made.count("ww-grid__wrong") == sum(len(errors) > 0 for errors in shown.errors.values()) - 1
    for name, errors in shown.errors.items():
        if not name.startswith("seen"):
            assert f'id="id_{name}_error"><p>' in made
            assert all(f"<p>{escape(one)}</p>" in made for one in errors)


def test_whatever_somebody_is_called_is_escaped() -> None:
    made = week_rows(form())
    assert "<b>" not in made
    assert "<i>" not in made
    assert made.count("<tr>") == len(PEOPLE)
