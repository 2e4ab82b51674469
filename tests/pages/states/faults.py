"""What stands there when the request or the server is at fault."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from unittest.mock import patch

from django.db import OperationalError
from django.test import Client, override_settings

from pages.states.state import State
from pages.states.world import World


def states(w: World) -> Iterator[State]:
    """Each kind of fault once."""
    by = w.region.regisseur
    contact = f"/dossiers/{w.dossiers.waiting.pk}/contact/"
    yield State("refused form", contact, by, post={}, status=403, first=_checks_tokens)
    yield State("bad request", "/", by, status=400, first=_names_another_host)
    yield State("only a button leads here", "/inzage/controle/", w.privacy, status=405)
    yield State(
        "too often", "/aanmelden/login/", None, post={"login": "x", "password": "x"}, status=429,
        during=lambda: override_settings(ACCOUNT_RATE_LIMITS={"login": "0/m/ip"}),
    )  # fmt: skip
    asked = {"q": "Tesfay"}
    yield State("broken", "/zoeken/", by, post=asked, status=500, during=_breaks(RuntimeError))
    yield State("database away", "/zoeken/", by, post=asked, status=503, during=_breaks(OperationalError))


def _checks_tokens(client: Client) -> None:
    client.handler.enforce_csrf_checks = True


def _names_another_host(client: Client) -> None:
    client.defaults["HTTP_HOST"] = "kwaad.example"


def _breaks(fault: type[Exception]) -> Callable[[], AbstractContextManager[object]]:
    return lambda: patch("wegwijs.desk.views.search.found_by", side_effect=fault)
