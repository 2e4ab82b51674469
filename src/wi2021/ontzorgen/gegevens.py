"""Who may know what of somebody's money, and for how long it is kept (O-09, P-06, P-09, P-13)."""

from enum import StrEnum

from wi2021.grondslag import Answer, Feit, MissingFacts, NeedsJudgement, Outcome
from wi2021.intake import may_pass_on
from wi2021.ontzorgen.regels import O09, O_GEHEIM, P09, P13


class Geldgegeven(StrEnum):
    """What there is to know of somebody's money."""

    STAND = "of en tot wanneer iemand ontzorgd wordt"
    VASTE_LASTEN = "welke vaste lasten het college betaalt"
    BEDRAGEN = "bedragen, betalingen en saldo"
    REKENING = "bankrekening"
    BSN = "BSN"


class Ontvanger(StrEnum):
    """Who would see it."""

    COLLEGE = "het college, of wie de Participatiewet namens het college uitvoert"
    BEGELEIDING = "de maatschappelijke begeleiding"
    WIJKTEAM = "het wijkteam"
    COA = "het COA"


class Richting(StrEnum):
    """From the execution of which act to that of which."""

    PW_NAAR_WI = "van de Participatiewet naar de Wet inburgering"
    WI_NAAR_PW = "van de Wet inburgering naar de Participatiewet"


# What guidance towards self-reliance can't do without (O-06): not the amounts.
_TASK = frozenset({Geldgegeven.STAND, Geldgegeven.VASTE_LASTEN})


def mag_zien(
    gegeven: Geldgegeven, wie: Ontvanger, *, taak: bool = False, verklaring: bool = False
) -> Outcome[bool]:
    """Whether somebody may receive a fact about money. ``taak``: helping this person with money is part of what they do for
    the college; ``verklaring``: the person declared in writing not to object (Pw 65(2)).

    COA hands a person over and has no task here: it receives nothing. A BSN follows P-06.
    """
    facts = (Feit("gegeven", "gegeven", gegeven.value), Feit("ontvanger", "ontvanger", wie.value))
    if wie is Ontvanger.COLLEGE:
        return Outcome(
            True, O_GEHEIM, facts, ("Het college voert de Participatiewet uit en heeft dit nodig.",)
        )
    if wie is Ontvanger.COA:
        words = "Het COA heeft geen taak bij ontzorgen. Geen artikel laat het college dit met het COA delen."
        return Outcome(False, O_GEHEIM, facts, (words,))
    if gegeven is Geldgegeven.BSN:
        found = may_pass_on("bsn")
        where = "" if wie is Ontvanger.BEGELEIDING else " Voor het wijkteam geldt hetzelfde."
        return Outcome(found.value, found.regel, facts, (f"{found.uitleg[0]}{where}",))
    if verklaring:
        words = f"De inburgeraar verklaarde schriftelijk dat dit mag ({O_GEHEIM.artikelen[1]})."
        return Outcome(True, O_GEHEIM, facts, (words, "Deel niet meer dan nodig is."))
    if taak and gegeven in _TASK:
        words = "Wie iemand met geld helpt namens het college, mag dit weten voor die taak. Dit is afgeleid."
        return Outcome(True, O_GEHEIM, facts, (words,))
    return Outcome(
        False, O_GEHEIM, facts,
        (f"De Participatiewet verbiedt dit verder bekend te maken dan nodig ({O_GEHEIM.artikelen[0]}).",),
        ("Een schriftelijke verklaring van de inburgeraar dat het mag.",),
    )  # fmt: skip


def hergebruik(richting: Richting, *, noodzakelijk: bool | None, geld: bool = True) -> Answer[bool]:
    """O-09, P-09: whether the college may use data of one act for the other; ``noodzakelijk``: the recorded judgement that it
    must (None: not judged yet); ``geld``: it is about money."""
    rule = O09 if geld else P09
    article = rule.artikelen[0 if richting is Richting.PW_NAAR_WI else 1]
    fact = Feit("richting", "gebruik", richting.value)
    if noodzakelijk is None:
        return NeedsJudgement(
            rule, "Is dit gegeven nodig voor de andere wet?",
            (f"Het college mag het gebruiken voor zover dat nodig is ({article}).", "Kan het met minder gegevens?"), (fact,),
        )  # fmt: skip
    words = "mag het college het gebruiken" if noodzakelijk else "mag het college het niet gebruiken"
    need = "nodig" if noodzakelijk else "niet nodig"
    return Outcome(noodzakelijk, rule, (fact,), (f"Het gegeven is {need}: dan {words} ({article}).",))


def bewaren() -> MissingFacts:
    """P-13: how long records of money are kept. Not the five years of Bi 9.9; the number itself was not read."""
    return MissingFacts(
        P13, ("bewaartermijn",),
        (
            "Voor geldgegevens geldt niet de bewaartermijn van het inburgeringsdossier, maar die van de Participatiewet en de boekhouding.",
            "Hoe lang dat is, is nog niet gecontroleerd. Leg de termijn vast als beleid, met de archivaris.",
        ),
    )  # fmt: skip
