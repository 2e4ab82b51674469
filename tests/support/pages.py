"""Read the forms of a page as a browser does, and fill them in as a person does: rightly, or with whatever one likes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

DATE = "20-11-2026"
# What fits a box of which more than text is asked, by a part of its name.
FITTING: Mapping[str, str] = {
    "bsn": "",
    "v_nummer": "",
    "birth_year": "2024",
    "birth": "14-06-1988",
    "postcode": "3311 GR",
    "phone": "0612345678",
    "email": "iemand@example.org",
    "username": "iemand.anders",
    "time": "14:05",
    "oin": "00000000505000000505",
    "number": "12",
}


@dataclass
class Control:
    """One box, list or button of a form."""

    name: str
    kind: str
    value: str = ""
    css: str = ""
    options: list[str] = field(default_factory=list)
    chosen: bool = False

    @property
    def free(self) -> bool:
        """Whether someone types in it."""
        return self.kind in {"text", "textarea", "email", "number", "search", "tel", "url", "password"}

    @property
    def date(self) -> bool:
        """Whether it asks a day; they look alike for the eye as well."""
        return "ww-input--date" in self.css


@dataclass
class PageForm:
    """A form as it stands on a page."""

    action: str
    method: str
    controls: list[Control] = field(default_factory=list)

    @property
    def typed(self) -> list[str]:
        """Names of what is typed, each once."""
        return list(dict.fromkeys(c.name for c in self.controls if c.free))

    @property
    def words(self) -> list[str]:
        """Names of what is typed freely: no day, number or address in a form of its own."""
        fixed = [c.name for c in self.controls if c.date or c.kind not in ("text", "textarea")]
        return [
            name for name in self.typed if name not in fixed and not any(part in name for part in FITTING)
        ]

    @property
    def files(self) -> list[str]:
        """Names of the files it asks."""
        return [c.name for c in self.controls if c.kind == "file"]

    def has(self, name: str) -> bool:
        """Whether there is a control of that name."""
        return any(c.name == name for c in self.controls)

    def filled(self, **changes: Any) -> dict[str, Any]:
        """Everything answered: what stands there already, else the first choice, a date, a word; then ``changes``."""
        data: dict[str, Any] = {}
        for control in self.controls:
            _fill(data, control)
        return {name: value for name, value in (data | changes).items() if value is not None}


def _fill(data: dict[str, Any], control: Control) -> None:
    name = control.name
    if control.kind == "radio":
        if control.chosen or name not in data:
            data[name] = control.value
    elif control.kind == "checkbox":
        if control.chosen or name not in data:
            data.setdefault(name, []).append(control.value)
    elif control.kind == "select":
        data[name] = control.value or next((option for option in control.options if option), "")
    elif control.kind == "file":
        data[name] = SimpleUploadedFile("brief.pdf", b"%PDF-1.7 inhoud", "application/pdf")
    elif control.kind != "submit":
        data[name] = control.value or (_fitting(control) if control.free else "")


def _fitting(control: Control) -> str:
    for part, value in FITTING.items():
        if part in control.name:
            return value
    if control.kind == "number":
        return "5"
    return DATE if control.date else "iets"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._form: PageForm | None = None
        self._control: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = PageForm(found.get("action", ""), found.get("method", "get").lower())
            self.forms.append(self._form)
        elif (
            self._form is not None and tag in {"input", "select", "textarea", "button"} and found.get("name")
        ):
            kind = (
                tag
                if tag in {"select", "textarea"}
                else found.get("type", "submit" if tag == "button" else "text")
            )
            control = Control(
                found["name"], kind, found.get("value", ""), found.get("class", ""), chosen="checked" in found
            )
            self._form.controls.append(control)
            self._control = control if tag in {"select", "textarea"} else None
        elif tag == "option" and self._control:
            self._control.options.append(found.get("value", ""))
            if "selected" in found:
                self._control.value = found.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._control and self._control.kind == "textarea":
            self._control.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag in {"select", "textarea"}:
            if self._control and tag == "textarea":
                self._control.value = self._control.value.removeprefix("\r\n").removeprefix("\n")
            self._control = None


def forms_of(page: str, at: str) -> list[PageForm]:
    """The forms of a page that are posted within it, with full addresses; not the search box and signing out."""
    reader = _Reader()
    reader.feed(page)
    found = [replace(form, action=form.action or at) for form in reader.forms if form.method == "post"]
    return [form for form in found if form.action not in ("/zoeken/", "/toegang/afmelden/")]


def lines_on_all_pages(browser: Client, address: str) -> int:
    """How many lines a list of people shows, followed from page to page."""
    seen: int = 0
    after = ""
    while True:
        page: str = browser.get(address + after).content.decode()
        seen += page.count('<tr class="ww-line')
        if "volgende" not in page:
            return seen
        after = page.split('" rel="next"')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
