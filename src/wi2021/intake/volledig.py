"""What is still missing for a lawful intake (INT-01 to INT-04, INT-06 to INT-08)."""

from collections.abc import Iterator
from datetime import date

from wi2021.grondslag import START, Bevinding, Ernst, NeedsJudgement, Outcome, bi, datum, regel
from wi2021.intake.onderdelen import EISEN, INT01, INT02, NIET_NA_VERHUIZING, Onderdeel
from wi2021.intake.oproepen import MISSED, PRC02
from wi2021.intake.toets import IntakeFeiten, ontheffing_bij_uitslag, toets_klaar, toets_nodig
from wi2021.parameters import parameter

INT03 = regel("INT-03", "Wijzen op het recht op een gesprek alleen", bi("5.2", "2"))
INT04 = regel("INT-04", "Relevante informatie op schrift", bi("5.2", "3"))


def check_intake(facts: IntakeFeiten, *, on: date) -> tuple[Bevinding, ...]:
    """What is still missing for a lawful intake on the day ``on``; empty: complete.

    An intake completed in absence after three oproepen lacks blocks lawfully; then only the ladder is checked.
    """
    if facts.in_afwezigheid:
        return tuple(_absence(facts, on))
    return (*_blocks(facts), *_toets(facts, on), *_formalities(facts))


def _blocks(facts: IntakeFeiten) -> Iterator[Bevinding]:
    """The blocks that aren't filled. After a move with a leerroute education and work are asked no more (MOV-01)."""
    spared = NIET_NA_VERHUIZING if facts.leerroute_van_vorige_gemeente else {Onderdeel.LEERBAARHEIDSTOETS}
    for onderdeel, eis in EISEN.items():
        if onderdeel in spared or onderdeel in facts.ingevuld:
            continue
        rule = INT01 if eis.artikel.regeling.name == "WI" else INT02
        yield Bevinding(
            rule, Ernst.BLOKKEERT, onderdeel.value, f"{eis.label} is nog niet ingevuld ({eis.artikel}).",
            f"Vul het onderdeel {eis.label.lower()} in.",
        )  # fmt: skip


def _toets(facts: IntakeFeiten, on: date) -> Iterator[Bevinding]:
    field = Onderdeel.LEERBAARHEIDSTOETS.value
    if beside := ontheffing_bij_uitslag(facts, on=on):
        yield Bevinding(
            beside.regel, Ernst.WAARSCHUWT, field,
            f"Er is een uitslag van de toets. {beside.uitleg[0]} Weeg of de uitslag een goed beeld geeft.",
            "Geeft de uitslag door de beperking geen goed beeld? Leg dan de ontheffing vast.",
        )  # fmt: skip
    if toets_klaar(facts, on=on):
        return
    needed = toets_nodig(facts, on=on)
    if isinstance(needed, NeedsJudgement):
        yield Bevinding(
            needed.regel, Ernst.BLOKKEERT, field, needed.vraag, "Leg uw oordeel vast bij de toets."
        )
    elif isinstance(needed, Outcome) and not needed.value:
        yield Bevinding(needed.regel, Ernst.BLOKKEERT, field, needed.uitleg[0], "Leg de ontheffing vast.")
    elif facts.toets.aangemeld is None:
        yield Bevinding(
            INT01,
            Ernst.BLOKKEERT,
            field,
            "De leerbaarheidstoets is nog niet aangevraagd.",
            "Meld de persoon aan bij DUO.",
        )
    else:
        yield Bevinding(
            INT01, Ernst.BLOKKEERT, field,
            f"De uitslag van de leerbaarheidstoets is er nog niet (aangemeld {datum(facts.toets.aangemeld)}).",
            "Wacht op DUO, of leg vast dat het PIP zonder deze uitslag niet kan.",
        )  # fmt: skip


def _formalities(facts: IntakeFeiten) -> Iterator[Bevinding]:
    if facts.alleen_gewezen is None or not facts.alleen_keuze:
        yield Bevinding(
            INT03, Ernst.BLOKKEERT, "alleen_gewezen",
            f"Er is nog niet vastgelegd dat u hebt gewezen op het recht op een gesprek alleen ({INT03.artikelen[0]}).",
            "Leg de datum vast en wat de inburgeraar koos. Wie beroepshalve meepraat, zoals een tolk, mag erbij zijn.",
        )  # fmt: skip
    if not facts.verslag:
        yield Bevinding(
            INT04, Ernst.BLOKKEERT, "verslag", f"Er is nog geen gesprek op schrift ({INT04.artikelen[0]}).",
            "Leg ten minste één gesprek vast.",
        )  # fmt: skip


def _absence(facts: IntakeFeiten, on: date) -> Iterator[Bevinding]:
    last = max((o.verzonden for o in facts.oproepen), default=on)
    needed = parameter("oproepen.tot_afwezigheid", on=max(last, START)).value
    missed = [o for o in facts.oproepen if o.uitkomst in MISSED]
    if len(missed) < needed:
        yield Bevinding(
            PRC02, Ernst.BLOKKEERT, "in_afwezigheid",
            f"In afwezigheid afronden kan pas na {needed} oproepen zonder gehoor; er zijn er {len(missed)}.",
            "Stuur een waarschuwing met een herhaalde oproep.",
        )  # fmt: skip
