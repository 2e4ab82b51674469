"""When ontzorgen ends, by which reason, and when its handover must be done (O-04, T-15)."""

from datetime import date
from enum import StrEnum

from wi2021.dagen import niet_eerder, weken
from wi2021.grondslag import Answer, Feit, Kracht, NeedsJudgement, Outcome, datum
from wi2021.ontzorgen.posten import Ontzorgpost
from wi2021.ontzorgen.recht import Ontzorgeinde, Ontzorgperiode
from wi2021.ontzorgen.regels import O02, O04, O07
from wi2021.termijnen.regels import BELEID, T15


class Vertrek(StrEnum):
    """Where somebody moves to."""

    BINNEN = "binnen dezelfde gemeente"
    ANDERE_GEMEENTE = "naar een andere gemeente"


def einde_van(period: Ontzorgperiode) -> Outcome[date]:
    """The last day of the duty with its reason: planned after six months (T-15), or earlier (O-04)."""
    planned = period.einde is Ontzorgeinde.ZES_MAANDEN
    words = [f"Ontzorgen is verplicht tot en met **{datum(period.tot)}**: {period.einde.value}."]
    if not planned:
        words.append(
            f"Gepland was tot en met **{datum(period.gepland)}**. Langer kan alleen met een machtiging."
        )
    facts = (Feit("gepland", "zes maanden tot en met", datum(period.gepland)),)
    return Outcome(period.tot, T15 if planned else O04, facts, tuple(words))


def einde_bij_verhuizing(
    vertrek: Vertrek, period: Ontzorgperiode, *, bijstand_tot: date | None
) -> Answer[date]:
    """What a move does: within the gemeente nothing; to another the duty ends with the bijstand of the old college.

    What the new college must do, says ``na_onderbreking``.
    """
    fact = Feit("vertrek", "verhuizing", vertrek.value)
    if vertrek is Vertrek.BINNEN:
        words = "Een verhuizing binnen de gemeente verandert de plicht niet. Wijzig huur, energie en water."
        return Outcome(period.tot, T15, (fact,), (words,))
    if bijstand_tot is None:
        return NeedsJudgement(
            O04,
            "Tot en met welke dag geeft het oude college bijstand?",
            (
                "De plicht eindigt met de bijstand van het oude college. De dag van verhuizen is niet altijd die dag.",
            ),
            (fact,),
        )
    last = min(bijstand_tot, period.tot)
    words = f"De bijstand van dit college loopt tot en met **{datum(bijstand_tot)}**. Daarmee eindigt hier de plicht."
    return Outcome(last, O04, (fact, Feit("bijstand_tot", "einde bijstand", datum(bijstand_tot))), (words,))


def op_verzoek(
    post: Ontzorgpost, period: Ontzorgperiode | None, *, op: date, reden: str = ""
) -> Answer[date]:
    """The day on which paying an item ends at the person's own request made on ``op``; ``reden``: why the college agreed.

    Consent can be taken back at once. One of the five kinds within the duty can't: only a deviation for that item (O-07).
    """
    fact = Feit("verzoek", "eigen verzoek", datum(op))
    duty = post.verplicht and period is not None and period.vanaf <= op <= period.tot
    if not duty:
        words = (
            "Wie zelf toestemming gaf, mag die altijd intrekken. Betalingen die al onderweg zijn, lopen af."
        )
        return Outcome(op, O04, (fact,), (words,))
    if period and O07.kracht(op) is Kracht.GELDT_NIET:
        words = f"Voor 06-04-2023 was er geen ruimte om af te wijken. De plicht duurt tot en met **{datum(period.tot)}**."
        return Outcome(period.tot, O02, (fact,), (words,))
    if not reden.strip():
        return NeedsJudgement(
            O07,
            f"Stopt het college eerder met deze kosten, omdat iemand dat vraagt ({post.value})?",
            (
                "De plicht duurt zes maanden; een eigen verzoek beëindigt haar niet.",
                "De minister laat sinds 06-04-2023 ruimte voor maatwerk. Hoever die gaat, is nog niet gecontroleerd.",
                "Betaalt iemand deze rekening zelf al op tijd?",
            ),
            (fact,),
        )
    words = f"Het college stopt op verzoek met deze kosten. Reden: {reden.strip().rstrip('.')}."
    return Outcome(
        op, O07, (fact,), (words, "Hoever de ruimte voor maatwerk gaat, is nog niet gecontroleerd.")
    )


def overdracht_uiterlijk(laatste_dag: date, beleid_weken: int) -> Outcome[date]:
    """The last day to have handed over (own direct debits arranged): so many weeks before the end, by policy of the gemeente.

    The law names no such day. ValueError for less than a week.
    """
    if beleid_weken < 1:
        raise ValueError("het beleid noemt ten minste 1 week")
    length = weken(beleid_weken)
    counted = niet_eerder(laatste_dag, length)
    words = (
        f"Ontzorgen eindigt op **{datum(laatste_dag)}**. De overdracht is {length} eerder klaar.",
        *counted.uitleg,
        "Dit is beleid van de gemeente, geen wettelijke termijn.",
    )
    return Outcome(counted.value, BELEID, (Feit("weken", "weken voor het einde", str(beleid_weken)),), words)
