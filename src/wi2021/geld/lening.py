"""The loan of a gezinsmigrant or overige migrant at DUO: how much, for which school, and what is paid a quarter (F-04)."""

from datetime import date

from wi2021.dagen import Einde, einde, weken
from wi2021.facts import Doelgroep
from wi2021.geld.regels import F04
from wi2021.geld.ronden import heel
from wi2021.grondslag import Feit, Outcome, bedrag
from wi2021.parameters import parameter


def draagkracht(
    inkomen_centen: int, minimumloon_centen: int, *, partner_of_kind: bool, on: date
) -> Outcome[int]:
    """What somebody can bear a year, in cents. ``inkomen_centen``: the toetsingsinkomen of two years before, with the
    partner's; ``minimumloon_centen``: the taxable minimum wage of that year; ``partner_of_kind``: has a partner or gets the
    alleenstaande-ouderenkorting."""
    key = "partner" if partner_of_kind else "alleen"
    free = parameter(f"draagkracht.vrij.{key}.procent", on=on).value
    share = parameter("draagkracht.procent", on=on).value
    above = max(inkomen_centen * 100 - minimumloon_centen * free, 0)
    cents = heel(above * share, 10_000)
    facts = (
        Feit("inkomen", "toetsingsinkomen", bedrag(inkomen_centen)),
        Feit("minimumloon", "belastbaar minimumloon", bedrag(minimumloon_centen)),
    )
    words = f"Van het inkomen boven **{free} %** van het minimumloon telt **{share} %**: **{bedrag(cents)}** per jaar."
    return Outcome(cents, F04, facts, (words,))


def lening(groep: Doelgroep, draagkracht_centen: int, *, on: date) -> Outcome[int]:
    """F-04: the most that DUO lends, in cents. Information only: DUO decides."""
    if groep is Doelgroep.ASIELSTATUSHOUDER:
        why = "Een asielstatushouder kan niet lenen: het college betaalt de cursus."
        return Outcome(0, F04, uitleg=(why,))
    most, times = (
        parameter("lening.hoogstens.centen", on=on).value,
        parameter("lening.draagkracht.keer", on=on).value,
    )
    least = parameter("lening.minst.centen", on=on).value
    left = most - times * draagkracht_centen
    facts = (Feit("draagkracht", "draagkracht per jaar", bedrag(draagkracht_centen)),)
    if left < least:
        why = f"Er blijft minder dan **{bedrag(least)}** over: dan is er geen lening."
        return Outcome(0, F04, facts, (why,))
    words = (
        f"Ten hoogste **{bedrag(most)}**, min {times} keer de draagkracht: **{bedrag(left)}**. DUO beslist."
    )
    return Outcome(left, F04, facts, (words,))


def lening_school(*, taalschakeltraject: bool, keurmerk: bool, tst: bool) -> Outcome[bool]:
    """F-04: whether a loan may pay this school: one with keurmerk, or a recognised taalschakeltraject."""
    if taalschakeltraject:
        return Outcome(tst, F04, uitleg=("De lening betaalt alleen een erkend taalschakeltraject.",))
    return Outcome(
        keurmerk, F04, uitleg=("De lening betaalt alleen een school met het Keurmerk Inburgeren.",)
    )


def kwartaal_betaald(facturen_centen: int, *, on: date) -> Outcome[bool]:
    """F-04: whether DUO pays the course invoices of one quarter: not when they are together above the most."""
    most = parameter("lening.kwartaal.centen", on=on).value
    words = f"Facturen voor cursusuren zijn per kwartaal samen ten hoogste **{bedrag(most)}**."
    more = "Erboven betaalt DUO die factuur of facturen niet."
    facts = (Feit("facturen", "facturen in dit kwartaal", bedrag(facturen_centen)),)
    return Outcome(facturen_centen <= most, F04, facts, (words, more))


def lening_beslist(aangevraagd: date, *, on: date) -> Outcome[Einde]:
    """F-04: until when DUO decides on a request for a loan."""
    length = weken(parameter("lening.beslissen.weken", on=on).value)
    return Outcome(einde(aangevraagd, length), F04, uitleg=(f"DUO beslist binnen {length} na de aanvraag.",))
