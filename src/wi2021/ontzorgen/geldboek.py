"""A month of one person's money: what comes in is what goes out, and nothing is below zero without a decision.

The dossier's design of the ledger, and what data.md says of leefgeld; how much somebody needs to live on is no law.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wi2021.grondslag import Answer, Bevinding, Ernst, Feit, NeedsJudgement, Outcome, bedrag
from wi2021.ontzorgen.posten import Grondsoort, Ontzorgpost
from wi2021.ontzorgen.regels import O_GELDBOEK


@dataclass(frozen=True, slots=True)
class Inhouding:
    """What is withheld for an item, in cents above zero; ``grond`` from ``betaalgrond``."""

    post: Ontzorgpost
    centen: int
    grond: Grondsoort


@dataclass(frozen=True, slots=True)
class Tekortbesluit:
    """The decision to advance what is short, at most so many cents; without a reason it is none."""

    centen: int
    reden: str


@dataclass(frozen=True, slots=True)
class Maandgeld:
    """Cents of a month. In: ``bijstand``, ``erbij`` (other money and corrections) and ``voorschot``. Out: the withheld
    items, ``eraf`` (corrections), what is kept under a name (``reserves``) and ``leefgeld``. All are zero or more."""

    bijstand: int
    erbij: int
    voorschot: int
    wettelijk: tuple[Inhouding, ...]
    vrijwillig: tuple[Inhouding, ...]
    eraf: int
    reserves: tuple[tuple[str, int], ...]
    leefgeld: int

    @property
    def binnen(self) -> int:
        """All that comes in."""
        return self.bijstand + self.erbij + self.voorschot

    @property
    def uit(self) -> int:
        """All that goes out; always what comes in."""
        return _sum(self.wettelijk) + _sum(self.vrijwillig) + self.eraf + _kept(self.reserves) + self.leefgeld


def verdeel(
    bijstand_centen: int, inhoudingen: Iterable[Inhouding], *, correctie_centen: int = 0,
    reserves: Mapping[str, int] | None = None, tekort: Tekortbesluit | None = None,
) -> Answer[Maandgeld]:  # fmt: skip
    """A month's bijstand over the items of the duty, the others, reserves with a name, and leefgeld: what is left.

    ``correctie_centen``: above zero it comes in besides (other income, a refund), below zero it goes off. Too little money
    asks a decision; with one the college advances what is short, and the leefgeld is zero. ValueError for an amount or a
    name that can't be.
    """
    rows, kept = tuple(inhoudingen), tuple((reserves or {}).items())
    if bijstand_centen < 0 or any(row.centen <= 0 for row in rows) or any(cents <= 0 for _, cents in kept):
        raise ValueError("een bedrag is nul of meer; wat wordt ingehouden of bewaard is meer dan nul")
    if any(not name.strip() for name, _ in kept) or any(row.post.inkomend for row in rows):
        raise ValueError("een reserve heeft een naam, en wat binnenkomt wordt niet ingehouden")
    duty = tuple(row for row in rows if row.grond is Grondsoort.PLICHT)
    other = tuple(row for row in rows if row.grond is not Grondsoort.PLICHT)
    extra, less = max(correctie_centen, 0), max(-correctie_centen, 0)
    left = bijstand_centen + extra - less - _sum(rows) - _kept(kept)
    short = max(-left, 0)
    facts = _facts(bijstand_centen, duty, other, left)
    decided = tekort is not None and bool(tekort.reden.strip()) and tekort.centen >= short
    if short and not decided:
        return _asked(short, bijstand_centen + extra - less - _sum(duty), facts)
    found = Maandgeld(bijstand_centen, extra, short, duty, other, less, kept, max(left, 0))
    words = [
        f"Van **{bedrag(bijstand_centen)}** bijstand gaat **{bedrag(_sum(duty))}** naar verplichte vaste lasten en **{bedrag(_sum(other))}** naar andere.",
        f"Leefgeld: **{bedrag(found.leefgeld)}**.",
    ]
    if short and tekort:
        words.append(
            f"Er was **{bedrag(short)}** te weinig. Het college schiet dat voor. Reden: {tekort.reden.strip().rstrip('.')}."
        )
    return Outcome(found, O_GELDBOEK, facts, tuple(words))


def _asked(short: int, after_duty: int, facts: tuple[Feit, ...]) -> NeedsJudgement:
    which = (
        "Alleen al de verplichte vaste lasten zijn hoger dan de bijstand."
        if after_duty < 0
        else "De verplichte vaste lasten passen wel in de bijstand; de andere kosten en reserves niet."
    )
    return NeedsJudgement(
        O_GELDBOEK,
        f"Er is {bedrag(short)} te weinig. Wat betaalt het college?",
        (
            "Leefgeld onder nul kan niet zonder besluit. Iemand moet kunnen leven.",
            "Wat kan wachten of vervallen? Een vrijwillige kostenpost en een reserve gaan het eerst.",
            "Wacht iemand nog op toeslagen? Een voorschot of bijzondere bijstand kan het gat vullen.",
        ),
        facts,
        (which,),
    )


def maand_sluit(
    saldo_centen: int, reserves: Mapping[str, int], *, besluit_onder_nul: str = ""
) -> tuple[Bevinding, ...]:
    """What stands in the way of closing a month: the balance must be what the named reserves hold together, so zero without
    one; ``besluit_onder_nul``: the reason in the decision to leave it below zero."""
    decided = bool(besluit_onder_nul.strip())
    kept = sum(reserves.values())
    found = []
    if any(not name.strip() for name in reserves):
        found.append(_stop("reserves", "Een reserve heeft geen naam.", "Zeg waarvoor dit geld is."))
    if any(cents < 0 for cents in reserves.values()):
        found.append(_stop("reserves", "Een reserve is minder dan nul.", "Verbeter het bedrag."))
    if saldo_centen < 0 and not decided:
        found.append(
            _stop(
                "saldo",
                f"Het saldo is {_minus(saldo_centen)}: onder nul zonder besluit.",
                "Neem een besluit, of boek terug.",
            )
        )
    elif saldo_centen != kept and not (saldo_centen < 0 and kept == 0):
        found.append(
            _stop(
                "saldo", f"Er staat {_minus(saldo_centen)}, en de reserves zijn samen {_minus(kept)}.",
                "Keer uit wat over is, of geef het een naam.",
            )
        )  # fmt: skip
    return tuple(found)


def _stop(field: str, sentence: str, remedy: str) -> Bevinding:
    return Bevinding(O_GELDBOEK, Ernst.BLOKKEERT, field, sentence, remedy)


def _minus(cents: int) -> str:
    return bedrag(cents) if cents >= 0 else f"min {bedrag(-cents)}"


def _sum(rows: Iterable[Inhouding]) -> int:
    return sum(row.centen for row in rows)


def _kept(reserves: Iterable[tuple[str, int]]) -> int:
    return sum(cents for _, cents in reserves)


def _facts(
    gross: int, duty: tuple[Inhouding, ...], other: tuple[Inhouding, ...], left: int
) -> tuple[Feit, ...]:
    return (
        Feit("bijstand", "bijstand", bedrag(gross)),
        Feit("wettelijk", "verplichte vaste lasten", bedrag(_sum(duty))),
        Feit("vrijwillig", "andere inhoudingen", bedrag(_sum(other))),
        Feit("over", "over", _minus(left)),
    )
