"""Dates that can't follow each other, and numbers that can't be: each is refused at the field that is to be mended."""

from collections.abc import Iterable, Iterator
from datetime import date

from wi2021.dagen import add, jaren
from wi2021.facts import Bezwaar, Boete, Facts
from wi2021.grondslag import START
from wi2021.lezen.fout import FactsError, join
from wi2021.parameters import parameter

# The field that is to be mended, its day, the field it must not lie before, and that day.
Pair = tuple[str, date | None, str, date | None]


def check_order(facts: Facts, path: str = "") -> None:
    """Refuse dates that can't follow each other. Raises FactsError at the field that is to be mended."""
    for name, later, other, earlier in _pairs(facts):
        if later and earlier and later < earlier:
            raise FactsError(
                join(path, name),
                f"{later} ligt voor {join(path, other)} ({earlier}); verbeter een van de twee",
            )
    for name, message in _impossible(facts):
        raise FactsError(join(path, name), message)


def _pairs(facts: Facts) -> Iterator[Pair]:
    yield "kennisgeving", facts.kennisgeving, "geboortedatum", facts.geboortedatum
    yield "plicht_eind", facts.plicht_eind, "plicht_begin", facts.plicht_begin
    yield "overleden", facts.overleden, "geboortedatum", facts.geboortedatum
    yield "bijstand_tot", facts.bijstand_tot, "bijstand_vanaf", facts.bijstand_vanaf
    yield "verlenging_beslist", facts.verlenging_beslist, "verlenging_gevraagd", facts.verlenging_gevraagd
    if facts.termijn:
        yield "termijn.eind_exclusief", facts.termijn.eind_exclusief, "termijn.start", facts.termijn.start
    for i, pip in enumerate(facts.pips):
        here = f"pips[{i}]"
        yield f"{here}.dagtekening", pip.dagtekening, "plicht_begin", facts.plicht_begin
        yield f"{here}.verzonden", pip.verzonden, f"{here}.dagtekening", pip.dagtekening
        yield f"{here}.vernietigd", pip.vernietigd, f"{here}.dagtekening", pip.dagtekening
    yield from _lists(facts)
    yield from _objection(facts.bezwaar)
    for i, fine in enumerate(facts.boetes):
        yield from _fine(fine, f"boetes[{i}]")


def _lists(facts: Facts) -> Iterator[Pair]:
    for i, wait in enumerate(facts.wacht_op_derde):
        yield f"wacht_op_derde[{i}].ontvangen", wait.ontvangen, f"wacht_op_derde[{i}].gevraagd", wait.gevraagd
    for i, oproep in enumerate(facts.oproepen):
        yield f"oproepen[{i}].termijn_tot", oproep.termijn_tot, f"oproepen[{i}].verzonden", oproep.verzonden
    for i, rest in enumerate(facts.schorsingen):
        yield f"schorsingen[{i}].tot", rest.tot, f"schorsingen[{i}].vanaf", rest.vanaf
    for i, right in enumerate(facts.bijstand_eerder):
        yield f"bijstand_eerder[{i}].tot", right.tot, f"bijstand_eerder[{i}].vanaf", right.vanaf
        yield "bijstand_vanaf", facts.bijstand_vanaf, f"bijstand_eerder[{i}].tot", right.tot
    for i, offer in enumerate(facts.aanbod):
        yield f"aanbod[{i}].gestart", offer.gestart, f"aanbod[{i}].datum", offer.datum


def _objection(objection: Bezwaar | None) -> Iterator[Pair]:
    if objection is None:
        return
    yield "bezwaar.ontvangen", objection.ontvangen, "bezwaar.gepost", objection.gepost
    yield "bezwaar.beslist", objection.beslist, "bezwaar.ontvangen", objection.ontvangen
    yield "bezwaar.ingebrekestelling", objection.ingebrekestelling, "bezwaar.ontvangen", objection.ontvangen


def _fine(fine: Boete, here: str) -> Iterator[Pair]:
    known = fine.rapport or fine.overtreding
    yield f"{here}.rapport", fine.rapport, f"{here}.overtreding", fine.overtreding
    yield f"{here}.besluit", fine.besluit, f"{here}.{'rapport' if fine.rapport else 'overtreding'}", known
    yield f"{here}.bekendgemaakt", fine.bekendgemaakt, f"{here}.besluit", fine.besluit
    yield f"{here}.betaald", fine.betaald, f"{here}.bekendgemaakt", fine.bekendgemaakt
    yield f"{here}.aangemaand", fine.aangemaand, f"{here}.bekendgemaakt", fine.bekendgemaakt
    if fine.opgeschort:
        yield f"{here}.opgeschort.vanaf", fine.opgeschort.vanaf, f"{here}.besluit", fine.besluit
        yield f"{here}.opgeschort.tot", fine.opgeschort.tot, f"{here}.opgeschort.vanaf", fine.opgeschort.vanaf


def _impossible(facts: Facts) -> Iterator[tuple[str, str]]:
    for i, pip in enumerate(facts.pips):
        if pip.dagtekening < START:
            yield f"pips[{i}].dagtekening", f"{pip.dagtekening} ligt voor het begin van de wet ({START})"
        if not pip.gemeente:
            yield f"pips[{i}].gemeente", "dit veld is leeg; schrijf vier cijfers, zoals 0505"
    if facts.termijn and facts.termijn.start < START:
        yield "termijn.start", f"{facts.termijn.start} ligt voor het begin van de wet ({START})"
    if facts.termijn and facts.termijn.eind_exclusief == facts.termijn.start:
        yield "termijn.eind_exclusief", "de termijn eindigt op de dag waarop hij begint"
    yield from _young(facts)
    yield from _numbered([o.nummer for o in facts.oproepen])
    for i, fine in enumerate(facts.boetes):
        if fine.bekendgemaakt and fine.besluit is None:
            yield f"boetes[{i}].besluit", "dit veld is verplicht als de boete is bekendgemaakt"
        if fine.aangemaand and fine.bekendgemaakt is None:
            yield f"boetes[{i}].bekendgemaakt", "dit veld is verplicht als er is aangemaand"


def _young(facts: Facts) -> Iterator[tuple[str, str]]:
    """WHO-01: the duty doesn't begin before the sixteenth birthday."""
    if facts.geboortedatum is None or facts.plicht_begin is None:
        return
    least = parameter("plicht.leeftijd", on=max(facts.plicht_begin, START)).value
    birthday = add(facts.geboortedatum, jaren(least))
    if facts.plicht_begin < birthday:
        yield "plicht_begin", f"{facts.plicht_begin} ligt voor de {least}e verjaardag ({birthday})"


def _numbered(numbers: Iterable[int]) -> Iterator[tuple[str, str]]:
    seen: set[int] = set()
    for i, number in enumerate(numbers):
        if number in seen or number < 1:
            yield f"oproepen[{i}].nummer", f"nummer {number} kan niet; nummer de oproepen 1, 2, 3"
        seen.add(number)
