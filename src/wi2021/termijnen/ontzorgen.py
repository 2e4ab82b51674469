"""T-15: six months from the right to bijstand, for who holds an asylum permit for a definite time (O-01, D5)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from wi2021.dagen import Duur, Einde, maanden, through
from wi2021.facts import Doelgroep, Facts, Periode
from wi2021.grondslag import START, Feit, MissingFacts, NeedsJudgement, datum, weekday
from wi2021.parameters import parameter
from wi2021.termijnen.regels import T15
from wi2021.termijnen.soorten import Act, Reasons, Soort, Termijn, TermijnState, Wie, made


def zes_maanden(since: date) -> date:
    """The last day by counting, for a right to bijstand that begins on a day: that day counts too."""
    return through(since, _length(since))


def _length(since: date) -> Duur:
    return maanden(parameter("ontzorgen.maanden", on=since).value)


def ontzorgen(facts: Facts) -> Iterator[Termijn]:
    """The last day of the duty; earlier when the bijstand ends before it. No duty without permit or before the act."""
    since = facts.bijstand_vanaf
    if since is None or not facts.asielvergunning_bepaalde_tijd or since < START:
        return
    length, last = _length(since), zes_maanden(since)
    stopped = facts.bijstand_tot if facts.bijstand_tot and facts.bijstand_tot < last else None
    sentences = [
        f"Het recht op bijstand begon op **{datum(since)}**.",
        f"Het college ontzorgt {length}, die dag meegeteld: tot en met {weekday(last)} **{datum(last)}**.",
    ]
    if stopped:
        sentences.append(
            f"De bijstand eindigde eerder, op **{datum(stopped)}**. Daarmee eindigt ook het ontzorgen."
        )
    why = Reasons(
        f"{length} na recht op bijstand",
        tuple(sentences),
        verandert=("De wet kent geen verlenging. Langer kan alleen met een eigen afspraak.",),
        feiten=(
            Feit("asielvergunning_bepaalde_tijd", "asielvergunning voor bepaalde tijd", "ja"),
            Feit("bijstand_vanaf", "recht op bijstand", datum(since)),
            *((Feit("bijstand_tot", "einde bijstand", datum(stopped)),) if stopped else ()),
        ),
    )
    found = made(
        Act(Soort.ONTZORGEN, "Ontzorgen eindigt", Wie.COLLEGE, plicht=False), T15, since, "recht op bijstand",
        Einde(last, last, False, ()), why, state=TermijnState.VERVALLEN if stopped else None,
    )  # fmt: skip
    yield replace(found, last_day=stopped or last, oordeel=_again(facts))


def met_plicht(facts: Facts, right: Periode) -> bool:
    """Whether the duty of Pw 56a held under an earlier right to bijstand; an unknown begin of the inburgeringsplicht: perhaps."""
    if not facts.asielvergunning_bepaalde_tijd or right.vanaf < START or right.tot is None:
        return False
    return facts.plicht_begin is None or facts.plicht_begin <= min(right.tot, zes_maanden(right.vanaf))


def _again(facts: Facts) -> NeedsJudgement | None:
    """The law counts from the right to bijstand and is silent on a second one (``wi2021.ontzorgen.na_onderbreking``)."""
    earlier = [right for right in facts.eerdere_bijstand() if met_plicht(facts, right)]
    if not earlier:
        return None
    return NeedsJudgement(
        T15,
        "Begint ontzorgen opnieuw bij dit nieuwe recht op bijstand?",
        (
            "De wet telt vanaf de dag waarop het recht op bijstand ontstaat. Over een tweede keer zegt zij niets.",
        ),
        tuple(
            Feit("bijstand_eerder", "eerder recht op bijstand", f"{datum(r.vanaf)} tot en met {datum(r.tot)}")
            for r in earlier
            if r.tot
        ),
    )


def ontzorgen_vraag(facts: Facts, *, on: date) -> MissingFacts | NeedsJudgement | None:
    """What must be known or judged before it is sure whether someone falls under Pw 56a."""
    since = facts.bijstand_vanaf
    if since is None or since > on or facts.doelgroep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        return None
    if facts.asielvergunning_bepaalde_tijd is None:
        return MissingFacts(
            T15,
            ("asielvergunning_bepaalde_tijd",),
            ("Ontzorgen is alleen verplicht bij een verblijfsvergunning asiel voor bepaalde tijd.",),
        )
    if facts.asielvergunning_bepaalde_tijd and since < START:
        return NeedsJudgement(
            T15,
            "Moet het college ontzorgen, als het recht op bijstand voor 2022 begon?",
            ("De plicht bestaat sinds 01-01-2022 en telt vanaf de dag waarop het recht op bijstand begint.",),
            (Feit("bijstand_vanaf", "recht op bijstand", datum(since)),),
        )
    return None
