"""DUO's side of each interface, answering as the specification says."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import httpx

from wegwijs.exchange.duo.fake import rules
from wegwijs.exchange.duo.fake.store import Answer, Record, Store

OIN = "00000001802327497000"
YEARS = 3
SCHOOLS = [
    {
        "instellingsnummer": "0000000001", "naam": "Taalschool Voorbeeld", "postcode": "3311AB", "huisnummer": 1,
        "plaatsnaam": "Dordrecht", "bow": "1234", "indicatieBowKeurmerk": True, "indicatieTstKeurmerk": False,
    },
    {
        "instellingsnummer": "0000000002", "naam": "Sagènn Educatie B.V.", "postcode": "3311GR", "huisnummer": 10,
        "plaatsnaam": "Dordrecht", "bow": "1235", "indicatieBowKeurmerk": True, "indicatieTstKeurmerk": False,
    },
    {
        "instellingsnummer": "0000000003", "naam": "NLtraining", "postcode": "3311AA", "huisnummer": 12,
        "plaatsnaam": "Dordrecht", "bow": "1236", "indicatieBowKeurmerk": True, "indicatieTstKeurmerk": False,
    },
]  # fmt: skip
OFFER = "Inburgeringsaanbod/"
_PATH = re.compile(r"^/v1/personen/(?P<bsn>\d{9})/(?P<rest>.+)$")
_CONTACT = re.compile(r"^/v1/contactpersonen/(?P<id>\d{1,5})/personen/(?P<bsn>\d{9})$")
Notify = Callable[[str, str, str], None]


class FakeDuo:
    """Answers requests; ``notify(event, bsn, gemeente)`` is called when DUO would post a notification.

    ``gemeenten`` maps an OIN to a gemeente code.
    """

    def __init__(self, store: Store, gemeenten: dict[str, str], notify: Notify | None = None) -> None:
        self.store = store
        self.gemeenten = gemeenten
        self.notify = notify or (lambda event, bsn, gemeente: None)
        self.down = False

    def transport(self) -> httpx.MockTransport:
        """For the client: requests end here instead of on the network."""
        return httpx.MockTransport(self._respond)

    def _respond(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            return httpx.Response(503, headers={"API-Version": "1.0.0"})
        body = json.loads(request.content) if request.content else None
        status, answer = self.answer(request.method, request.url.path, dict(request.headers), body)
        content = b"" if answer is None else json.dumps(answer).encode()
        return httpx.Response(
            status, content=content, headers={"API-Version": "1.0.0", "Content-Type": "application/json"}
        )

    def answer(self, method: str, path: str, headers: dict[str, str], body: Any) -> Answer:  # noqa: ANN401 JSON
        """One request; the same berichtId of a delivery gets the same answer again."""
        given = {name.lower(): value for name, value in headers.items()}
        gemeente = self.gemeenten.get(given.get("bron", ""))
        if gemeente is None or given.get("doel") != OIN or not _is_uuid(given.get("berichtid", "")):
            return 400, None
        key = f"{given['berichtid']} {method} {path}"
        if method == "GET":
            return self._route(method, path, gemeente, body)
        earlier = self.store.answered(key)
        if earlier is not None:
            return earlier
        found = self._route(method, path, gemeente, body)
        self.store.keep_answer(key, found)
        return found

    def _route(self, method: str, path: str, gemeente: str, body: Any) -> Answer:  # noqa: ANN401 JSON
        if path == "/v1/instellingen" and method == "GET":
            return 200, SCHOOLS
        if path == "/v1/contactpersonen" and method == "POST":
            return self._new_contact(body)
        contact = _CONTACT.match(path)
        if contact and method == "POST":
            return self._link(contact["bsn"], int(contact["id"]), gemeente)
        match = _PATH.match(path)
        if not match:
            return 404, None
        record = self.store.load(match["bsn"])
        if record is None:
            return 404, None
        if refused := list(rules.scope(record, gemeente)):
            told = (
                match["rest"] in ("PIP", *rules.MODULES) or match["rest"].startswith(OFFER)
            ) and method != "GET"
            return 403, [{"fouttekst": text} for text in refused] if told else None
        if match["rest"] == "PIP" and method == "POST":
            return self._take_pip(match["bsn"], record, gemeente, body)
        if match["rest"] == "PIP" and method == "DELETE":
            return self._withdraw(match["bsn"], record)
        if match["rest"].startswith(OFFER):
            return self._offer(match["rest"].removeprefix(OFFER), match["bsn"], method, record, body)
        if match["rest"] in rules.MODULES and method == "PUT":
            return self._take_module(match["rest"], match["bsn"], record, gemeente, body)
        if match["rest"] == "lbt/examennummer" and method == "DELETE":
            return self._skip_test(match["bsn"], record)
        return self._read(match["rest"], record) if method == "GET" else (404, None)

    def _read(self, what: str, record: Record) -> Answer:
        match what:
            case "PIP":
                found = record["pips"][-1] if record["pips"] else None
            case "lbt/examennummer":
                found = {"examennummer": record["examennummer"]} if record["examennummer"] else None
            case "lbt/resultaten":
                found = record["lbt"]
            case "examens/resultaten":
                found = record["examens"]
            case "pvt" | "map":
                kept = record.get(what)
                found = {rules.MODULES[what]: kept["datum"]} if kept else None
            case (
                "vrijstellingen" | "ontheffingen" | "inburgeringsplicht" | "doelgroep" | "inburgeringstermijn"
            ):
                found = record[what]
            case _:
                found = None
        return (404, None) if found is None else (200, found)

    def _take_pip(self, bsn: str, record: Record, gemeente: str, body: Any) -> Answer:  # noqa: ANN401 JSON
        if not isinstance(body, dict) or rules.malformed_pip(body):
            return 400, None
        refused = list(rules.pip(record, body))
        if refused:
            return 403, [{"fouttekst": text} for text in refused]
        first = not record["pips"]
        kept = dict(body)
        if "niveau" not in kept and kept["leerroute"] in ("B", "O"):
            kept["niveau"] = "B1"  # DUO-PIP-07
        record["pips"].append({"gemeentecode": gemeente, "pip": kept})
        if first:
            record["inburgeringstermijn"] = term(date.fromisoformat(body["dagtekeningPip"]))
        self.store.save(bsn, record)
        if first:
            self.notify("SS102", bsn, gemeente)
        return 201, None

    def _take_module(self, what: str, bsn: str, record: Record, gemeente: str, body: Any) -> Answer:  # noqa: ANN401
        if not isinstance(body, dict) or rules.malformed_module(what, body):
            return 400, None
        refused = list(rules.module(what, record, gemeente, body))
        if refused:
            return 403, [{"fouttekst": text} for text in refused]
        day = body.get(rules.MODULES[what])
        record[what] = {"datum": day, "gemeente": gemeente} if day else None  # DUO-MPZ-12: it replaces all
        self.store.save(bsn, record)
        return 200, None

    def _offer(self, number: str, bsn: str, method: str, record: Record, body: Any) -> Answer:  # noqa: ANN401 JSON
        held = record.setdefault("aanbod", {})
        if method == "DELETE":
            if held.pop(number, None) is None:
                return 404, None
            self.store.save(bsn, record)
            return 204, None
        if method != "POST":
            return 404, None
        if rules.malformed_offer(body):
            return 400, None
        school = next((one for one in SCHOOLS if one["instellingsnummer"] == number), None)
        if refused := list(rules.offer(record, school, body)):
            return 403, [{"fouttekst": text} for text in refused]
        held[number] = body  # DUO-AAN-07: it replaces what was delivered for this school
        self.store.save(bsn, record)
        return 201, None

    def _withdraw(self, bsn: str, record: Record) -> Answer:
        if record["inburgeringstermijn"]:  # DUO-PIP-09
            return 403, [{"fouttekst": "De inburgeringstermijn is al vastgesteld"}]
        if not record["pips"]:
            return 404, None
        record["pips"].pop()
        self.store.save(bsn, record)
        return 200, None

    def _skip_test(self, bsn: str, record: Record) -> Answer:
        if record["examennummer"] is None:
            return 404, None
        record["examennummer"] = None
        self.store.save(bsn, record)
        return 200, None

    def _new_contact(self, body: Any) -> Answer:  # noqa: ANN401 JSON
        if rules.malformed_contact(body):
            return 400, None
        number = 1 + sum(map(ord, body["naam"] + body["email"])) % 99_998
        return 201, {"id": number, "contactpersoongegevens": body}

    def _link(self, bsn: str, number: int, gemeente: str) -> Answer:
        record = self.store.load(bsn)
        if record is None:
            return 404, None
        if list(rules.scope(record, gemeente)):
            return 403, None
        record["contactpersoon"] = number  # DUO-CON-01: a new link replaces the old one
        self.store.save(bsn, record)
        return 201, None


def term(dagtekening: date) -> dict[str, str]:
    """Three years from the day after the PIP; DUO's end is exclusive."""
    start = dagtekening + timedelta(days=1)
    try:
        end = start.replace(year=start.year + YEARS)
    except ValueError:
        end = date(start.year + YEARS, 3, 1)
    return {"startdatum": start.isoformat(), "einddatum": end.isoformat()}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
