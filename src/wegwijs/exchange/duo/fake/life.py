"""What changes at DUO when something happens in a life: the stand-in's record follows, as DUO's own systems would."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from wegwijs.exchange.duo.codes import ASYLUM, DECEASED, FAMILY, TEMPORARY
from wegwijs.exchange.duo.fake.store import Record

Details = Mapping[str, Any]
Change = Callable[[Record, str, Details], None]
HALF_A_YEAR = timedelta(days=182)
EXAMS = ("KNM", "LU", "SP", "LE", "SC")


def happen(record: Record, event: str, *, on: date, details: Details | None = None) -> Record:
    """The record after ``event`` on the day ``on``. ``details`` may say which result, end date, gemeente or reason.

    An event that changes nothing at DUO (a signal, a refusal of which only the message tells) leaves it as it is.
    """
    change = _CHANGES.get(event)
    if change:
        change(record, on.isoformat(), details or {})
    return record


def _obliged(record: Record, on: str, details: Details) -> None:
    duty = record["inburgeringsplicht"]
    if not duty["indicatorInburgeringsplicht"]:
        duty.pop("redenGeenInburgeringsplicht", None)
        duty.pop("einddatum", None)
        duty.update(indicatorInburgeringsplicht=True, wijzigingsdatum=on)
    for row in record["vrijstellingen"]:
        row.get("TijdelijkeVrijstelling", {}).setdefault("einddatum", on)


def _settled(record: Record, on: str, details: Details) -> None:
    """Left COA and lives in the gemeente, or came from another gemeente."""
    record.update(gevestigd=on, coa=False, gemeente=details.get("gemeente", record["gemeente"]))


def _settled_first(record: Record, on: str, details: Details) -> None:
    if record["gevestigd"] is None:
        _settled(record, on, details)


def _group(indeling: str, precise: str) -> Change:
    def change(record: Record, on: str, details: Details) -> None:
        record["doelgroep"] = {
            "indeling": indeling,
            "gedetailleerdeDoelgroep": details.get("gedetailleerd", precise),
            "begindatum": on,
        }

    return change


def _ended(reason: str) -> Change:
    def change(record: Record, on: str, details: Details) -> None:
        record["inburgeringsplicht"].update(
            indicatorInburgeringsplicht=False,
            redenGeenInburgeringsplicht=details.get("reden", reason),
            einddatum=on,
            wijzigingsdatum=on,
        )

    return change


def _judged(where: str, kind: str, judgement: str, **more: str) -> Change:
    def change(record: Record, on: str, details: Details) -> None:
        record[where].append({kind: {"oordeel": judgement, "datumOordeel": on, **more}})

    return change


def _both(*changes: Change) -> Change:
    def change(record: Record, on: str, details: Details) -> None:
        for one in changes:
            one(record, on, details)

    return change


def _rests(record: Record, on: str, details: Details) -> None:
    exemption = {"oordeel": "Toekenning", "reden": "OPL", "datumOordeel": on, "startdatum": on}
    record["vrijstellingen"].append({"TijdelijkeVrijstelling": exemption})


def _test_planned(record: Record, on: str, details: Details) -> None:
    record["examennummer"] = details.get("examennummer", f"LBT{on[2:].replace('-', '')}")


def _test_taken(record: Record, on: str, details: Details) -> None:
    feasible = details.get("haalbaar", True)
    record["lbt"].append(
        {
            "resultaat": "B1-route haalbaar" if feasible else "B1-route niet haalbaar",
            "behaaldeScore": "61,50" if feasible else "38,25",
            "benodigdeScore": "55,00",
            "datumAfname": on,
        }
    )


def _longer(record: Record, on: str, details: Details) -> None:
    term = record["inburgeringstermijn"]
    if term:
        end = date.fromisoformat(term["einddatum"]) + HALF_A_YEAR
        term["einddatum"] = details.get("einddatum", end.isoformat())
        term["wijzigingsdatum"] = on
        term["verlengingsgrondomschrijving"] = details.get("grond", "Niet verwijtbaar")


def _exam(record: Record, on: str, details: Details) -> None:
    part = details.get("onderdeel", EXAMS[len(record["examens"]) % len(EXAMS)])
    row = {"examendatum": on, "onderdeel": part, "resultaat": details.get("resultaat", "Geslaagd")}
    if part != "KNM":
        row["niveau"] = details.get("niveau", "B1")
    record["examens"].append(row)


def _previous_pip(record: Record, on: str, details: Details) -> None:
    if not record["pips"] and details.get("pip_van"):
        pip = {"dagtekeningPip": details["pip_op"], "leerroute": "B", "niveau": "B1"}
        record["pips"].append({"gemeentecode": details["pip_van"], "pip": pip})


_CHANGES: Mapping[str, Change] = {
    "SS101": _obliged,
    "SS128": _obliged,
    "SS139": _both(_obliged, _settled_first),
    "SS129": _obliged,
    "SS130": _obliged,
    "SS120": _settled,
    "SS121": _both(_settled, _previous_pip),
    "SS124": _group(FAMILY, "Overig"),
    "SS125": _group(ASYLUM, ASYLUM),
    "SS109": _both(_ended(TEMPORARY), _rests),
    "SS110": _ended("Verblijfsdoel gewijzigd"),
    "SS111": _ended(DECEASED),
    "SS106": _ended("Inburgeringsplicht voldaan"),
    "SS107": _both(
        _ended("Volledige vrijstelling"),
        _judged("vrijstellingen", "GeheleVrijstelling", "Toekenning", reden="DIP"),
    ),
    "SS108": _both(
        _ended("Volledige ontheffing"), _judged("ontheffingen", "GeheleOntheffing", "Toekenning", grond="MED")
    ),
    "SS137": _test_planned,
    "SS131": _test_taken,
    "SS103": _longer,
    "SS104": _longer,
    "SS199": _exam,
    "SS114": _judged("vrijstellingen", "GeheleVrijstelling", "Afwijzing", reden="DIP"),
    "SS115": _judged("vrijstellingen", "TijdelijkeVrijstelling", "Afwijzing", reden="OPL"),
    "SS116": _judged("vrijstellingen", "GedeeltelijkeVrijstelling", "Afwijzing", reden="DIP"),
    "SS117": _judged(
        "vrijstellingen", "GedeeltelijkeVrijstelling", "Toekenning", reden="DIP", examenonderdeel="SP"
    ),
    "SS118": _judged("ontheffingen", "GeheleOntheffing", "Afwijzing", grond="MED"),
    "SS119": _judged(
        "ontheffingen", "GedeeltelijkeOntheffing", "Toekenning", grond="MED", examenonderdeel="SC"
    ),
}
