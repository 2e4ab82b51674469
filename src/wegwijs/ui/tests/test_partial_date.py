"""Birth dates of which the day or the month may be unknown."""

from datetime import date

import pytest

from wegwijs.ui.partial_date import PartialDate


@pytest.mark.parametrize(
    ("parts", "text", "first", "last"),
    [
        ((1985, 3, 14), "14-03-1985", date(1985, 3, 14), date(1985, 3, 14)),
        ((1985, 2, None), "00-02-1985", date(1985, 2, 1), date(1985, 2, 28)),
        ((1984, 2, None), "00-02-1984", date(1984, 2, 1), date(1984, 2, 29)),
        ((1985, None, None), "00-00-1985", date(1985, 1, 1), date(1985, 12, 31)),
        ((0, None, None), "geboortedatum onbekend", date.min, date.max),
    ],
)
def test_it_knows_between_which_days_it_lies(
    parts: tuple[int, int | None, int | None], text: str, first: date, last: date
) -> None:
    born = PartialDate(*parts)
    assert (str(born), born.earliest(), born.latest()) == (text, first, last)


@pytest.mark.parametrize("parts", [(1985, None, 3), (1985, 13, 1), (1985, 2, 30), (26, 1, 1), (10000, 1, 1)])
def test_what_can_not_be_is_refused(parts: tuple[int, int | None, int | None]) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate(*parts)
