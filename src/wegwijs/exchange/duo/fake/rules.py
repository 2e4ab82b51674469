"""The rules by which DUO takes or refuses a PIP, an offer, a result of PVT or MAP, and a contact person (README of DUO's interface, 11-06-2026)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from wegwijs import clock
from wegwijs.exchange.duo.codes import ASYLUM
from wegwijs.exchange.duo.fake.store import Record

ROUTES, LEVELS, LITERACY = ("B", "O", "Z"), ("A2", "B1"), ("A", "AA", "NVT")
MAX_INTENSITY = 9999
MONTH = timedelta(days=30)
TWO_MONTHS = 2 * MONTH
MODULES = {"pvt": "datumOndertekeningPvt", "map": "datumEindgesprekMap", "zroute": "datumAfrondingZroute"}
NAME = re.compile(r"[\s'‘.\w‐-―-]{0,100}")
PHONE = re.compile(r"(\+|[0-9])((\s|\s?(-|\(0\))\s?)?[0-9]){2,15}(,[1-9][0-9]{1,8})?")


def scope(record: Record, gemeente: str) -> Iterator[str]:
    """DUO-SCO-02: settled here, or at COA and linked to us, or the PIP is ours, or was until a month ago."""
    pips = record["pips"]
    own = bool(pips) and pips[-1]["gemeentecode"] == gemeente
    before = len(pips) > 1 and pips[-2]["gemeentecode"] == gemeente
    young = bool(pips) and date.fromisoformat(pips[-1]["pip"]["dagtekeningPip"]) > clock.today() - MONTH
    if record["gemeente"] != gemeente and not own and not (before and young):
        yield "De persoon is niet gevestigd in of gekoppeld aan uw gemeente"


def malformed_pip(pip: dict[str, Any]) -> bool:
    """What the schema of PIP 1.2.0 forbids (400)."""
    known = {
        "dagtekeningPip", "leerroute", "niveau", "geschatteIntensiteitB1Route", "indicatorMagOpleidingAfmaken",
        "indicatorAlfabetiseringsonderwijs",
    }  # fmt: skip
    hours = pip.get("geschatteIntensiteitB1Route", 1)
    return (
        bool(set(pip) - known)
        or pip.get("leerroute") not in ROUTES
        or pip.get("niveau", "B1") not in LEVELS
        or pip.get("indicatorAlfabetiseringsonderwijs", "A") not in LITERACY
        or type(hours) is not int
        or not 1 <= hours <= MAX_INTENSITY
        or not isinstance(pip.get("indicatorMagOpleidingAfmaken", False), bool)
        or not _is_day(pip.get("dagtekeningPip"))
    )


def malformed_contact(contact: object) -> bool:
    """What the schema of Contactpersoon 1.0.0 forbids (400)."""
    if not isinstance(contact, dict) or set(contact) != {"naam", "email", "telefoonnummer"}:
        return True
    name, mail, phone = (str(contact[field]) for field in ("naam", "email", "telefoonnummer"))
    return not (
        NAME.fullmatch(name)
        and not re.search(r"[\d_]", name)
        and 4 <= len(mail) <= 241
        and "@" in mail
        and 3 <= len(phone) <= 22
        and PHONE.fullmatch(phone)
    )


def _is_day(value: object) -> bool:
    try:
        return date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        return False


def pip(record: Record, pip: dict[str, Any]) -> Iterator[str]:
    """DUO-PIP-01 to -08 (403)."""
    day, route, level = pip["dagtekeningPip"], pip["leerroute"], pip.get("niveau")
    begin = record["inburgeringsplicht"].get("begindatum")
    if begin and day < begin:
        yield "Dagtekening ligt voor de start van de inburgeringsplicht"  # DUO-PIP-01
    if any(day < earlier["pip"]["dagtekeningPip"] for earlier in record["pips"]):
        yield "Dagtekening ligt voor de dagtekening van een eerder PIP"  # DUO-PIP-02
    if record["gevestigd"] is None or day < record["gevestigd"]:
        yield "Dagtekening ligt voor de vestiging in de gemeente"  # DUO-PIP-03
    if route == "O" and level == "A2":
        yield "Niveau A2 kan niet bij de onderwijsroute"  # DUO-PIP-04
    if route == "Z" and level == "B1":
        yield "Niveau B1 kan niet bij de Z-route"  # DUO-PIP-05
    if route == "B" and level == "A2" and not record["pips"]:
        yield "Niveau A2 kan niet in het eerste PIP"  # DUO-PIP-06
    asylum = record["doelgroep"]["indeling"] == ASYLUM
    if "geschatteIntensiteitB1Route" in pip and not (route == "B" and asylum):
        yield "Intensiteit kan alleen bij de B1-route van een asielstatushouder"  # DUO-PIP-08


def malformed_module(what: str, body: dict[str, Any]) -> bool:
    """What the schemas ResultaatPvt, ResultaatMap and ResultaatZroute 1.0.0 forbid (400)."""
    name = MODULES[what]
    known = {name} if what == "zroute" else {name, "verwijtbaar"}
    return (
        bool(set(body) - known)
        or (name in body and not _is_day(body[name]))
        or body.get("verwijtbaar", "Ja") not in ("Ja", "Nee")
    )


def module(what: str, record: Record, gemeente: str, body: dict[str, Any]) -> Iterator[str]:
    """DUO-MPZ-01 to -12 (403), as far as a record tells; of the Z-route itself DUO publishes no rules: owner, term and future."""
    day, blame, known = body.get(MODULES[what]), body.get("verwijtbaar"), record.get(what)
    if known and known["gemeente"] != gemeente:
        yield "De datum is door een andere gemeente geleverd"  # DUO-MPZ-01
    if not record["pips"] or record["pips"][-1]["gemeentecode"] != gemeente:
        yield "Uw gemeente heeft niet het actuele PIP"  # DUO-MPZ-02
    ended = record.get("zroute") if what != "zroute" else None
    if ended and (day is None or day > ended["datum"]):
        yield "De Z-route is al afgerond"  # DUO-MPZ-05, -07
    term = record["inburgeringstermijn"]
    if day is None or not term:
        return
    if day < term["startdatum"]:
        yield "De datum ligt voor de start van de inburgeringstermijn"  # DUO-MPZ-04
    if day > clock.today().isoformat():
        yield "De datum ligt in de toekomst"  # DUO-MPZ-06
    if what == "zroute":
        return
    over = day >= term["einddatum"]
    if over and blame is None:
        yield "Verwijtbaar ontbreekt, terwijl de termijn is overschreden"  # DUO-MPZ-08
    if not over and blame == "Ja":
        yield "Verwijtbaar kan alleen Ja zijn bij een overschreden termijn"  # DUO-MPZ-09, -11
    near = date.fromisoformat(term["einddatum"]) - clock.today() <= TWO_MONTHS
    if blame == "Nee" and not over and not near:
        yield "Verwijtbaar kan pas Nee zijn als de termijn binnen twee maanden eindigt"  # DUO-MPZ-10


OFFER_DAYS = ("datumInburgeringsaanbod", "verwachteStartdatumOpleiding", "verwachteEinddatumOpleiding")


def malformed_offer(offer: object) -> bool:
    """What the schema Inburgeringsaanbod 1.2.0 forbids (400)."""
    if not isinstance(offer, dict) or offer.get("indicatorAlfabetiseringsonderwijs") not in LITERACY:
        return True
    days = [name for name in OFFER_DAYS if name in offer]
    known = {*OFFER_DAYS, "indicatorAlfabetiseringsonderwijs"}
    return bool(set(offer) - known) or any(not _is_day(offer[name]) for name in days)


def offer(record: Record, school: dict[str, Any] | None, body: dict[str, Any]) -> Iterator[str]:
    """DUO-AAN-01 to -06 (403)."""
    if record["doelgroep"]["indeling"] != ASYLUM:
        yield "Een aanbod is alleen mogelijk voor een asielmigrant"  # DUO-AAN-01
    if not record["pips"]:
        yield "De persoon heeft geen PIP"  # DUO-AAN-02
        return
    plan = record["pips"][-1]["pip"]
    education = plan["leerroute"] == "O"
    if school is None or not (
        school["indicatieBowKeurmerk"] or (education and school["indicatieTstKeurmerk"])
    ):
        yield "De instelling is niet bekend of heeft geen keurmerk"  # DUO-AAN-03
    day, start, end = (body.get(name) for name in OFFER_DAYS)
    if any(one and one < plan["dagtekeningPip"] for one in (day, start, end)):
        yield "De datum ligt voor de dagtekening van het actuele PIP"  # DUO-AAN-04
    if day and any(one and one < day for one in (start, end)):
        yield "De datum ligt voor de datum van het aanbod"  # DUO-AAN-05
    term = record["inburgeringstermijn"]
    if term and any(one and not term["startdatum"] <= one < term["einddatum"] for one in (start, end)):
        yield "De datum ligt buiten de inburgeringstermijn"  # DUO-AAN-06
