"""What a move does (section 2.3). The dates of it, T-04 and T-05, stand with the other termijnen."""

from dataclasses import dataclass
from datetime import date

from wi2021.dagen import add, maanden
from wi2021.facts import Facts, Leerroute
from wi2021.grondslag import (
    Answer,
    Feit,
    MissingFacts,
    NeedsJudgement,
    Outcome,
    Zekerheid,
    bi,
    datum,
    regel,
    wi,
)

MOV01 = regel("MOV-01", "Na een verhuizing blijft de leerroute gelijk", wi("15", "4"))
MOV02 = regel(
    "MOV-02",
    "Nieuw PIP binnen tien weken; de inburgeringstermijn verschuift niet",
    bi("5.3", "3"),
    wi("11", "3"),
)
MOV03 = regel("MOV-03", "Het vorige college geeft op verzoek de gegevens", wi("35", "4"))
MOV04 = regel("MOV-04", "DUO meldt de vestiging", wi("34", "1"), zekerheid=Zekerheid.AFGELEID)
MOV05 = regel(
    "MOV-05",
    "Een verhuizing binnen de regio wisselt van college",
    wi("1", "1"),
    wi("18"),
    zekerheid=Zekerheid.AFGELEID,
)


@dataclass(frozen=True, slots=True)
class Verhuizing:
    """From one gemeente to another (codes), registered there on ``inschrijving``; ``leerroute`` as it was set."""

    van: str
    naar: str
    inschrijving: date
    leerroute: Leerroute | None = None


@dataclass(frozen=True, slots=True)
class NaVerhuizing:
    """What the new college must and may do. ``leerroute`` None: it sets one itself, with toets and intake.

    ``nieuw_onderzoek``: into education and work in the country of origin.
    """

    leerroute: Leerroute | None
    nieuwe_toets: bool
    nieuw_onderzoek: bool
    termijn_verschuift: bool
    gegevens_opvragen: bool
    ander_college: bool


def na_verhuizing(v: Verhuizing) -> Outcome[NaVerhuizing]:
    """MOV-01, -02, -03, -05: what follows from a move."""
    moved = v.van != v.naar
    had = v.leerroute is not None
    sentences = [f"Ingeschreven in de nieuwe gemeente op **{datum(v.inschrijving)}**."]
    if had:
        assert v.leerroute  # noqa: S101 narrowed by had
        sentences += [
            f"De vorige gemeente stelde de {v.leerroute.naam} vast. Het nieuwe college neemt die over, zonder nieuwe toets en zonder nieuw onderzoek naar opleiding en werk ({MOV01.artikelen[0]}).",
            f"Er komt een nieuw PIP; de inburgeringstermijn begint niet opnieuw ({MOV02.artikelen[1]}).",
            f"Vraag PIP, voortgang en boetes op bij de vorige gemeente ({MOV03.artikelen[0]}).",
        ]
    else:
        sentences.append("Er was nog geen PIP. De lopende termijn loopt door.")
    if moved:
        sentences.append(
            f"Een ander college is bevoegd, ook als dezelfde uitvoerder het werk doet ({MOV05.artikelen[0]})."
        )
    result = NaVerhuizing(v.leerroute, not had, not had, False, had, moved)
    facts = (Feit("van", "vorige gemeente", v.van), Feit("naar", "nieuwe gemeente", v.naar))
    return Outcome(result, MOV01 if had else MOV05, facts, tuple(sentences))


def bevoegd_college(facts: Facts, *, on: date) -> Answer[str]:
    """MOV-05, Wi 1(1): the code of the gemeente whose college is competent on a day.

    For who holds an asylum permit that is the gemeente of housing (art. 28 Huisvestingswet), and after an own move the
    one he moved to; otherwise, and for everyone else, the woonplaats.
    """
    rows = sorted((r for r in facts.brp_inschrijvingen if r.vanaf <= on), key=lambda r: r.vanaf)
    if not rows:
        return MissingFacts(
            MOV05, ("brp_inschrijvingen",), ("Het college volgt uit de inschrijving in de BRP.",)
        )
    last = rows[-1]
    fact = Feit("brp_inschrijvingen", "inschrijving BRP", f"{last.gemeente}, {datum(last.vanaf)}")
    housed = any(r.artikel_28 for r in rows)
    if facts.asielvergunning_bepaalde_tijd and not housed:
        return NeedsJudgement(
            MOV05,
            "Welk college is bevoegd, zonder huisvesting door een gemeente?",
            (
                "Bij een asielvergunning gaat het om de gemeente waar iemand op grond van artikel 28 Huisvestingswet is gehuisvest.",
                "Vond iemand zelf een woning, dan telt de woonplaats. Een azc is geen huisvesting.",
            ),
            (fact,),
        )
    why = "Daar is de inburgeraar gehuisvest." if last.artikel_28 else "Daar is de woonplaats."
    return Outcome(last.gemeente, MOV05, (fact,), (f"Ingeschreven sinds **{datum(last.vanaf)}**. {why}",))


def vorige_gemeente_betaalt(verhuisd: date, laatste_les: date) -> Answer[bool]:
    """MOV-05, Wi 16: whether the former college owes lessons up to and including ``laatste_les``, of who moved on the day ``verhuisd``.

    That day itself is still the former college's; what is after it the law leaves open.
    """
    facts = (
        Feit("verhuisd", "verhuisd", datum(verhuisd)),
        Feit("laatste_les", "laatste les", datum(laatste_les)),
    )
    if laatste_les <= verhuisd:
        return Outcome(
            True, MOV05, facts, (f"Tot en met **{datum(verhuisd)}** was het vorige college bevoegd.",)
        )
    return NeedsJudgement(
        MOV05,
        f"Betaalt de vorige gemeente de lessen van na {datum(verhuisd)}?",
        (
            f"Na **{datum(verhuisd)}** is een ander college bevoegd ({MOV05.artikelen[0]}). Dat college biedt dan de cursus aan ({wi('16', '1')}).",
            "De wet zegt niet wie lessen betaalt die doorgingen omdat de verhuizing nog niet bekend was.",
            "Weeg: wat het contract met de school zegt, wanneer de school het wist, en wat beide gemeenten afspreken.",
        ),
        facts,
    )


def gebeurtenis(had_pip: bool) -> Outcome[str]:
    """MOV-04: how DUO reports the arrival."""
    code = "SS121" if had_pip else "SS120"
    return Outcome(
        code, MOV04, uitleg=(f"DUO meldt de vestiging {'met' if had_pip else 'zonder'} PIP als **{code}**.",)
    )


def oude_gemeente_ziet_nog(vervangen_op: date | None, *, on: date) -> Outcome[bool]:
    """MOV-04: the former gemeente sees the case while its PIP is the current one, or less than a month replaced."""
    sees = vervangen_op is None or on < add(vervangen_op, maanden(1))
    when = (
        f"Haar PIP is vervangen op **{datum(vervangen_op)}**."
        if vervangen_op
        else "Haar PIP is nog het geldende."
    )
    return Outcome(
        sees, MOV04, uitleg=(when, f"De vorige gemeente ziet de gegevens {'nog' if sees else 'niet meer'}.")
    )


def nieuw_pip(v: Verhuizing) -> Outcome[bool]:
    """MOV-02: the new college makes a PIP of its own, and the start of the termijn stays."""
    return Outcome(
        True,
        MOV02,
        (Feit("inschrijving", "ingeschreven", datum(v.inschrijving)),),
        ("Het nieuwe college stelt een eigen PIP vast; de inburgeringstermijn verschuift niet.",),
    )


def opvragen(v: Verhuizing) -> Outcome[tuple[str, ...]]:
    """MOV-03: what the former college hands over when it is asked."""
    asked = ("het PIP", "de voortgang", "opgelegde boetes")
    return Outcome(
        asked,
        MOV03,
        (Feit("van", "vorige gemeente", v.van),),
        (f"Op verzoek geeft het vorige college: {', '.join(asked)}.",),
    )
