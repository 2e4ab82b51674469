"""Every address of the product has its states here, or a reason why it is no page."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLResolver, get_resolver

from pages.states import NO_PAGE, Rendered

pytestmark = pytest.mark.django_db
FORM = "data-keep"
FIELD = "ww-field"
ERRORS = "data-errors"
# Forms in which nothing can be wrong: why.
NEVER_WRONG = {"agenda/koppelen/": "one tick, which may stay away"}


def routes(resolver: Any, before: str = "") -> Iterator[str]:
    """Every pattern, as a match names it."""
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, here)
        else:
            yield here


def test_every_page_answers_as_its_state_says(rendered: list[Rendered]) -> None:
    wrong = [
        f"{page.name}: {page.status} {page.headers.get('Location', '')}"
        for page in rendered
        if page.status != page.wanted
    ]
    assert not wrong, "\n".join(wrong)


def test_every_address_has_a_state_or_a_reason(rendered: list[Rendered]) -> None:
    shown = {page.asked for page in rendered} | {page.route for page in rendered}
    missing = set(routes(get_resolver())) - shown - set(NO_PAGE)
    assert not missing, f"give these a state in tests/pages/states: {sorted(missing)}"


def test_no_reason_is_given_for_what_is_gone_or_has_a_state(rendered: list[Rendered]) -> None:
    known = set(routes(get_resolver()))
    assert not set(NO_PAGE) - known
    assert not set(NO_PAGE) & {page.route for page in rendered}


def test_every_form_has_a_state_with_errors(rendered: list[Rendered]) -> None:
    with_form = {page.route for page in rendered if FORM in page.html and FIELD in page.html}
    with_errors = {page.route for page in rendered if ERRORS in page.html}
    assert with_form - with_errors == set(NEVER_WRONG), sorted(with_form - with_errors)
