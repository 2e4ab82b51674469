"""Every page rendered once a session, by the real server code on the real database, and rolled back.

The first process that needs them writes them down, the others read what it wrote (``support.once``).
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from pages.states import Rendered, State, build, states
from pages.states.state import read, written
from support.alike import shape
from support.once import once, shared
from support.region import TODAY
from support.showing import Shows, showing
from wegwijs import clock
from wegwijs.access.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
FORM = "data-keep"
ERRORS = "data-errors"
BROKEN = 500
FIRST = "test_registry.py"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """First of all the file that needs them and no browser: the other workers do something else until they are there."""
    items.sort(key=lambda item: item.path.name != FIRST)


@pytest.fixture(scope="session")
def rendered(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> list[Rendered]:
    """Every state, and for each form the state in which it was sent empty."""

    def render() -> str:
        with django_db_blocker.unblock(), clock.frozen_everywhere(TODAY), transaction.atomic():
            world = build()
            found = written(_all(states(world)))
            transaction.set_rollback(True)
        return found

    return read(once(shared(tmp_path_factory), "rendered.json", render))


def _all(wanted: Iterator[State]) -> Iterator[Rendered]:
    for state in wanted:
        page = _render(state)
        yield page
        if FORM in page.html and state.post is None and page.status == 200:
            sent = State(
                f"{state.name}, sent empty",
                state.address,
                state.who,
                post={},
                before=state.before,
                first=state.first,
            )
            empty = _render(sent)
            # What breaks is shown as well: its status isn't the one that a page should have.
            if ERRORS in empty.html or empty.status >= BROKEN:
                yield empty


def _render(state: State) -> Rendered:
    """Ask for it inside a savepoint that is rolled back."""
    cache.clear()
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        if state.before:
            state.before()
        if state.who:
            client.force_login(User.objects.get(pk=state.who.user_id), backend=BACKEND)
        if state.first:
            state.first(client)
        with state.during():
            if state.post is None:
                answer = client.get(state.address, follow=state.follow)
            else:
                answer = client.post(state.address, state.post, follow=state.follow)
        transaction.set_rollback(True)
    address = answer.request["PATH_INFO"]
    query = answer.request["QUERY_STRING"]
    return Rendered(
        state=state.name,
        wanted=state.status,
        who=state.who.user_id if state.who else None,
        typed=None if state.post is None else [name for name, value in state.post.items() if value],
        changed=state.before is not None,
        asked=_route(state.address.split("?")[0]),
        route=_route(address),
        address=f"{address}?{query}" if query else address,
        status=answer.status_code,
        headers=dict(answer.headers),
        html=answer.content.decode(),
    )


def _route(address: str) -> str:
    try:
        return str(resolve(address).route)
    except Resolver404:
        return ""


@pytest.fixture(scope="session")
def one_a_page(rendered: list[Rendered]) -> list[Rendered]:
    """Of each address and kind of answer the state that shows most; of answers that refuse, and are alike, one."""
    most: dict[tuple[str, int], Rendered] = {}
    for page in rendered:
        key = (page.route, page.status)
        if page.html and len(page.html) > len(most[key].html if key in most else ""):
            most[key] = page
    refused = {shape(page.html): page for page in most.values() if page.status != 200}
    return [page for page in most.values() if page.status == 200 or refused[shape(page.html)] is page]


@pytest.fixture(scope="session")
def shows() -> Iterator[Shows]:
    """Shows rendered pages to the browser."""
    with showing() as server:
        yield server
