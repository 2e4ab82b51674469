"""A browser that only asks and waits: one kept connection, signed in as somebody, its times noted."""

import http.client
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = "b" * 32


class WrongAnswerError(Exception):
    """A page answered something else than it should: a bench that measures errors is worth nothing."""


@dataclass
class Browser:
    """``cookies``: who can be signed in as, with the key of the session."""

    port: int
    cookies: dict[str, str]
    who: str
    seconds: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    size: int = 0
    _connection: http.client.HTTPConnection | None = None

    def as_(self, who: str) -> "Browser":
        """The same measurement, signed in as somebody else."""
        return Browser(self.port, self.cookies, who, self.seconds, self.statements, self.size, self._open())

    def get(self, address: str) -> bytes:
        """One page; WrongAnswerError when it isn't 200."""
        return self._ask("GET", address, None, 200)

    def post(self, address: str, data: dict[str, str], *, expect: int = 200) -> bytes:
        """One form sent; a search with one hit leads on, and counts as an answer."""
        return self._ask("POST", address, {**data, "csrfmiddlewaretoken": TOKEN}, expect)

    def _open(self) -> http.client.HTTPConnection:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        return self._connection

    def _ask(self, method: str, address: str, data: dict[str, str] | None, expect: int) -> bytes:
        connection = self._open()
        headers = {
            "Cookie": f"sessionid={self.cookies[self.who]}; csrftoken={TOKEN}",
            "Referer": f"http://127.0.0.1:{self.port}/",
        }
        body = None
        if data is not None:
            body = urlencode(data)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            # Where all cases together take long, the server lets a connection go that waits for its next turn.
            connection.close()
            started = time.perf_counter()
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
        page = answer.read()
        self.seconds.append(time.perf_counter() - started)
        if answer.status != expect:
            raise WrongAnswerError(f"{method} {address}: {answer.status}, {page[:400]!r}")
        self.statements.append(int(answer.headers.get("X-Statements", "0")))
        self.size = len(page)
        return page
