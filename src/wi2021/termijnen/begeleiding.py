"""T-14: the day on which maatschappelijke begeleiding begins. Its end isn't in the law."""

from datetime import date

from wi2021.facts import Doelgroep, Facts
from wi2021.grondslag import Answer, Feit, MissingFacts, Outcome, datum
from wi2021.termijnen.regels import T14


def begeleiding_vanaf(facts: Facts) -> Answer[date | None]:
    """From the registration in the BRP; for who holds an asylum permit that in the gemeente of housing (art. 28).

    None for who has no right to it.
    """
    if facts.doelgroep is None:
        return MissingFacts(
            T14, ("doelgroep",), ("Maatschappelijke begeleiding is er voor asielstatushouders.",)
        )
    if facts.doelgroep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        return Outcome(None, T14, uitleg=("Maatschappelijke begeleiding is er voor asielstatushouders.",))
    rows = sorted(facts.brp_inschrijvingen, key=lambda r: r.vanaf)
    housed = [r for r in rows if r.artikel_28]
    if facts.asielvergunning_bepaalde_tijd is None and rows[:1] != housed[:1]:
        return MissingFacts(
            T14,
            ("asielvergunning_bepaalde_tijd",),
            (
                "Met een asielvergunning telt de inschrijving in de gemeente van huisvesting, anders de eerste in de BRP.",
            ),
        )
    home = next(iter(rows if facts.asielvergunning_bepaalde_tijd is False else housed), None)
    if home is None:
        return MissingFacts(
            T14, ("brp_inschrijvingen",), ("De begeleiding begint met de inschrijving in de gemeente.",)
        )
    return Outcome(
        home.vanaf,
        T14,
        (Feit("brp_inschrijvingen", "inschrijving BRP", datum(home.vanaf)),),
        (f"De begeleiding begint op **{datum(home.vanaf)}**. De wet noemt geen einde.",),
    )
