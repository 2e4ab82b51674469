"""Who is under the duty of Pw 56a, from when until when, and where somebody stands on a day (O-01, O-02, O-04, T-15)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from wi2021.facts import RUST, Doelgroep, Facts, Periode
from wi2021.grondslag import Answer, Feit, MissingFacts, NeedsJudgement, Outcome, Regel, datum
from wi2021.ontzorgen.opnieuw import EerderRecht, Onderbreking, Vervolgkeuze, na_onderbreking
from wi2021.ontzorgen.regels import O01, O02, O04
from wi2021.plicht import TRA01
from wi2021.termijnen.ontzorgen import met_plicht, ontzorgen, ontzorgen_vraag, zes_maanden


class Ontzorgeinde(StrEnum):
    """Why the duty ends."""

    ZES_MAANDEN = "de zes maanden zijn om"
    BIJSTAND = "de bijstand eindigt"
    PLICHT = "de inburgeringsplicht eindigt"
    OVERLEDEN = "de inburgeraar is overleden"


class Ontzorgstand(StrEnum):
    """Where somebody stands: the states of the law's chart (9.1, P2), and before and without them."""

    GEEN_PLICHT = "geen plicht"
    NOG_NIET = "nog niet begonnen"
    ACTIEF = "loopt"
    AFGEROND = "afgerond na zes maanden"
    BEEINDIGD = "eerder beëindigd"


@dataclass(frozen=True, slots=True)
class Ontzorgperiode:
    """The duty runs from ``vanaf`` up to and including ``tot``; ``gepland`` is the last day of the six months (T-15)."""

    vanaf: date
    tot: date
    gepland: date
    einde: Ontzorgeinde


def ontzorgperiode(facts: Facts, *, keuze: Vervolgkeuze | None = None) -> Answer[Ontzorgperiode | None]:
    """O-01, O-02, O-04: the period of the duty, None when there is none. The six months themselves are T-15.

    They are counted from the right to bijstand, also when DUO's duty began later; the duty then runs for what is left.
    ``keuze``: the recorded judgement when there was an earlier right; without it that is asked.
    """
    since = facts.bijstand_vanaf
    none = _nobody(facts)
    if none:
        return none
    if since is None:
        return _no(O01, "Zonder bijstand is er geen plicht tot ontzorgen.")
    if facts.asielvergunning_bepaalde_tijd is None and facts.doelgroep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        return _no(O01, "Een gezinsmigrant of overige migrant heeft geen verblijfsvergunning asiel.")
    # The permit decides, not DUO's group (D5).
    asked = ontzorgen_vraag(replace(facts, doelgroep=None), on=since)
    if asked:
        return replace(asked, regel=O01)
    if facts.plicht_begin is None:
        return MissingFacts(
            O01, ("plicht_begin",),
            ("Ontzorgen is alleen verplicht voor wie inburgeringsplichtig is. Dat meldt DUO.",),
        )  # fmt: skip
    again = _again(facts, since, keuze)
    if again is None:
        return _counted(facts, facts.plicht_begin, Periode(since, zes_maanden(since)))
    if not isinstance(again, Outcome):
        return again
    if again.value is None:
        return Outcome(None, again.regel, again.feiten, again.uitleg)
    found = _counted(facts, facts.plicht_begin, again.value)
    return replace(found, feiten=(*found.feiten, *again.feiten), uitleg=(*again.uitleg, *found.uitleg))


def _again(facts: Facts, since: date, keuze: Vervolgkeuze | None) -> Answer[Periode | None] | None:
    """What an earlier right under the duty means for this one; None: there was none."""
    earlier = [right for right in facts.eerdere_bijstand() if met_plicht(facts, right)]
    if not earlier:
        return None
    first, *later = [(right.vanaf, right.tot) for right in earlier if right.tot]
    days = sum((last - begin).days + 1 for begin, last in later)
    right = EerderRecht(*first, met_plicht=True, dagen_erna=days)
    return na_onderbreking(right, since, Onderbreking.GEEINDIGD, keuze=keuze)


def _nobody(facts: Facts) -> Outcome[Ontzorgperiode | None] | None:
    if facts.wi2013_op_31_12_2021:
        return _no(
            TRA01, "Wie onder de Wet inburgering 2013 valt, wordt niet op grond van artikel 56a ontzorgd."
        )
    if facts.asielvergunning_bepaalde_tijd is False:
        return _no(
            O01,
            "Ontzorgen is alleen verplicht bij een verblijfsvergunning asiel voor bepaalde tijd, "
            "ook een afgeleide van een familielid. Bij een andere vergunning kan het alleen vrijwillig.",
        )
    return None


def _counted(facts: Facts, duty: date, counted: Periode) -> Outcome[Ontzorgperiode | None]:
    since, planned = counted.vanaf, counted.tot or counted.vanaf
    begin = max(since, duty)
    if begin > planned:
        return _no(
            O02,
            f"De zes maanden liepen tot en met **{datum(planned)}**. De inburgeringsplicht begon daarna, op **{datum(duty)}**.",
        )
    last, why = min(_ends(facts, planned), key=lambda end: end[0])
    if last < begin:
        return _no(O02, f"De plicht kon niet beginnen: {why.value}, op **{datum(last)}**.")
    found = Ontzorgperiode(begin, last, planned, why)
    # The reasons and facts of T-15 itself; what it doesn't know stands after them.
    term = next(ontzorgen(facts))
    same = planned == term.nominal
    words = [*term.uitleg] if same else []
    if begin > since:
        words.append(
            f"De inburgeringsplicht begon pas op **{datum(duty)}**. De zes maanden tellen vanaf het recht op bijstand; dat is afgeleid."
        )
    if not same or why in (Ontzorgeinde.PLICHT, Ontzorgeinde.OVERLEDEN):
        words.append(f"De plicht tot ontzorgen loopt tot en met **{datum(last)}**: {why.value}.")
    facts_used = (*term.feiten, Feit("plicht_begin", "begin inburgeringsplicht", datum(duty)))
    rule = O02 if why is Ontzorgeinde.ZES_MAANDEN else O04
    return Outcome(found, rule, facts_used, tuple(words), term.verandert)


def _ends(facts: Facts, planned: date) -> Iterator[tuple[date, Ontzorgeinde]]:
    """The last day by each reason; at a tie the first counts."""
    yield planned, Ontzorgeinde.ZES_MAANDEN
    if facts.bijstand_tot:
        yield facts.bijstand_tot, Ontzorgeinde.BIJSTAND
    if facts.plicht_eind and facts.plicht_eindreden != RUST:
        yield facts.plicht_eind - timedelta(days=1), Ontzorgeinde.PLICHT
    if facts.overleden:
        yield facts.overleden, Ontzorgeinde.OVERLEDEN


def ontzorgstand(facts: Facts, *, on: date, keuze: Vervolgkeuze | None = None) -> Answer[Ontzorgstand]:
    """Where somebody stands on a day; ``keuze`` as for the period.

    A temporary vrijstelling asks a judgement: the law doesn't say what it does here.
    """
    found = ontzorgperiode(facts, keuze=keuze)
    if not isinstance(found, Outcome):
        return found
    period = found.value
    stand = _stand(period, on)
    if stand is Ontzorgstand.ACTIEF and _rests(facts, on):
        return NeedsJudgement(
            O01,
            "Gaat het ontzorgen door nu de inburgeringsplicht rust?",
            (
                "Artikel 56a geldt voor wie inburgeringsplichtig is; over een tijdelijke vrijstelling zegt het niets.",
                "De bijstand en de vaste lasten lopen door. Doorgaan met een machtiging kan altijd.",
            ),
            found.feiten,
            found.uitleg,
        )
    words = () if period is None else (f"Op **{datum(on)}**: {stand.value}.",)
    return Outcome(stand, found.regel, found.feiten, (*found.uitleg, *words), found.verandert)


def _stand(period: Ontzorgperiode | None, on: date) -> Ontzorgstand:
    if period is None:
        return Ontzorgstand.GEEN_PLICHT
    if on < period.vanaf:
        return Ontzorgstand.NOG_NIET
    if on <= period.tot:
        return Ontzorgstand.ACTIEF
    ended = period.einde is Ontzorgeinde.ZES_MAANDEN
    return Ontzorgstand.AFGEROND if ended else Ontzorgstand.BEEINDIGD


def _rests(facts: Facts, on: date) -> bool:
    ended = facts.plicht_eind is not None and facts.plicht_eind <= on and facts.plicht_eindreden == RUST
    return ended or any(r.vanaf <= on and (r.tot is None or on <= r.tot) for r in facts.schorsingen)


def heeft_bijstand(facts: Facts, *, on: date) -> bool:
    """Whether there is bijstand on a day to pay from."""
    since, until = facts.bijstand_vanaf, facts.bijstand_tot
    return since is not None and since <= on and (until is None or on <= until)


def _no(rule: Regel, sentence: str) -> Outcome[Ontzorgperiode | None]:
    return Outcome(None, rule, uitleg=(sentence,))
