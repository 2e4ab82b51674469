"""Shows pages that were rendered before to a browser, with their own headers, style sheets and scripts.

What a page fetches besides (a part that opens) is not there: each part is looked at as a page of its own.
"""

import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from django.contrib.staticfiles import finders
from playwright.sync_api import Page

KEPT = (
    "Content-Security-Policy",
    "Content-Type",
    "Referrer-Policy",
    "X-Frame-Options",
    "X-Content-Type-Options",
)

# Of the picture that nobody looks at; where things stand, and how large they are, stays to the pixel.
SMALL_PICTURE = 0.05
# The next page in place of this one: nothing that waits stays behind, scripts run and style sheets hold as if it were opened.
TURN = """async address => { for (let last = setTimeout(() => {}); last > 0; last--) clearTimeout(last);
  const answer = await fetch(address, { cache: 'no-store' }), html = await answer.text();
  history.replaceState(null, '', address);
  await new Promise(done => { document.open(); addEventListener('load', done, { once: true });
    document.write(html); document.close(); }); }"""


class Window:
    """A tab in which many pages are looked at, one after the other, at sizes that are set without painting at that size.

    Paint cost more than to lay a page out, and what every page needs (its scripts, and axe) more than the page.
    """

    def __init__(self, tab: Page) -> None:
        self._tab = tab
        self._session = tab.context.new_cdp_session(tab)
        self._size = (0, 0)
        self._headers: Mapping[str, str] | None = None

    def show(self, shows: "Shows", address: str, html: str, headers: Mapping[str, str]) -> None:
        """Show a page; one that came with other headers than the page before it is opened anew, since they hold."""
        there = shows.show(address, html, headers)
        if shows.headers == self._headers:
            self._tab.evaluate(TURN, there)
        else:
            self._tab.goto(there)
            self._headers = shows.headers

    def resize(self, width: int, height: int) -> None:
        """So many pixels, as far as the page can tell."""
        if self._size == (width, height):
            return
        self._size = (width, height)
        wanted = {"width": width, "height": height, "screenWidth": width, "screenHeight": height}
        self._session.send(
            "Emulation.setDeviceMetricsOverride",
            {**wanted, "deviceScaleFactor": 1, "mobile": False, "scale": SMALL_PICTURE},
        )

    def letters(self, size: int) -> None:
        """How large letters are by the browser's own setting; 16 when nobody sets it."""
        self._session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size * 13 // 16}})


class Shows:
    """A server with one page, the one it was told to show, and the static files."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self._server = server
        self.address, self.html, self.headers = "", b"", dict[str, str]()

    @property
    def host(self) -> str:
        """Address and port."""
        return f"127.0.0.1:{self._server.server_port}"

    def show(self, address: str, html: str, headers: Mapping[str, str]) -> str:
        """From now on answer ``address`` with this; returns the whole address for the browser."""
        self.address, self.html = address, html.encode()
        self.headers = {k: v for k, v in headers.items() if k in KEPT}
        return f"http://{self.host}{address}"


@contextmanager
def showing() -> Iterator[Shows]:
    """Run the server while the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    shows = Shows(server)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            if path.startswith("/static/"):
                self._send(*_static(path.removeprefix("/static/")), {"Cache-Control": "max-age=3600"})
            elif self.path != shows.address:
                self._send(b"", "text/plain", {})
            else:
                self._send(shows.html, shows.headers.get("Content-Type", "text/html"), shows.headers)

        def _send(self, body: bytes, kind: str, headers: Mapping[str, str]) -> None:
            self.send_response(200 if body else 404)
            for name, value in {**headers, "Content-Type": kind, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the library's name
            """Say nothing."""

    server.RequestHandlerClass = Handler
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield shows
    server.shutdown()
    server.server_close()


def _static(name: str) -> tuple[bytes, str]:
    found = finders.find(name)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return (Path(str(found)).read_bytes(), kind) if found else (b"", kind)
