"""What the law says of a plan: who is under the duty and until when, and on which ground each cost is paid or income collected."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import DomainError
from wegwijs.stages.ontzorgen.models import (
    STATUTORY,
    Betaalwijze,
    Inkomensoort,
    Inkomstenpost,
    Kostenpost,
    Kostensoort,
    Machtiging,
    Ontzorging,
)
from wi2021.facts import Facts
from wi2021.grondslag import Answer, Artikel, MissingFacts, NeedsJudgement, Outcome
from wi2021.ontzorgen import (
    Besluitstand,
    Betaalgrond,
    Kostenregel,
    Ontzorgperiode,
    Ontzorgpost,
    Ontzorgstand,
    Vervolgkeuze,
    betaalgrond,
    heeft_bijstand,
    ontzorgperiode,
)

V = Machtiging.Waarvoor

# As the law knows it.
_POSTS: Mapping[str, Ontzorgpost] = {
    Kostensoort.HUUR: Ontzorgpost.HUUR,
    Kostensoort.GAS: Ontzorgpost.GAS,
    Kostensoort.WATER: Ontzorgpost.WATER,
    Kostensoort.STROOM: Ontzorgpost.STROOM,
    Kostensoort.ENERGIE: Ontzorgpost.ENERGIE,
    Kostensoort.ZORG: Ontzorgpost.ZORGVERZEKERING,
    Kostensoort.LEEFGELD: Ontzorgpost.LEEFGELD,
    Kostensoort.TELEFOON: Ontzorgpost.TELEFOON,
}
TOESLAGEN = (Inkomensoort.ZORGTOESLAG, Inkomensoort.HUURTOESLAG, Inkomensoort.KINDGEBONDEN)
_FACTS = {
    "asielvergunning_bepaalde_tijd": "de groep volgens DUO",
    "plicht_begin": "het begin van de inburgeringsplicht volgens DUO",
}


def law_of(dossier: Dossier) -> Facts:
    """What is known of a case. One statement."""
    return facts_of(dossier.gemeente_id, timeline(dossier))


def right_of(facts: Facts, *, chosen: Vervolgkeuze | None = None) -> Outcome[Ontzorgperiode | None]:
    """The period of the duty (O-01, O-02, O-04). Raises DomainError when something isn't known, or a judgement is asked."""
    found = ontzorgperiode(facts, keuze=chosen)
    if isinstance(found, MissingFacts):
        what = " en ".join(_FACTS.get(name, name) for name in found.ontbreekt)
        raise DomainError(
            f"{' '.join(found.uitleg)} Nog niet bekend: {what}. Leg dat eerst vast in het dossier.",
            artikel=_first(found),
        )
    if isinstance(found, NeedsJudgement):
        raise DomainError(f"{found.vraag} {' '.join(found.weeg)}", field="again", artikel=_first(found))
    return found


def _first(answer: Answer[object]) -> Artikel | None:
    return answer.regel.artikelen[0] if answer.regel.artikelen else None


def stand_of(ontzorging: Ontzorging, on: date) -> Ontzorgstand:
    """Where somebody stands on a day, by the period that was laid down when ontzorgen began."""
    if on < ontzorging.since:
        return Ontzorgstand.NOG_NIET
    return Ontzorgstand.ACTIEF if on <= ontzorging.last_day else Ontzorgstand.AFGEROND


def consent_for(soort: str) -> Machtiging.Waarvoor:
    """What must be signed before we pay such a cost."""
    if soort in STATUTORY:
        return V.VASTE_LASTEN
    return V.LEEFGELD if soort == Kostensoort.LEEFGELD else V.ANDERE


def consent_to_collect(soort: str) -> Machtiging.Waarvoor | None:
    """What must be signed before such income comes to us; None for the bijstand itself, that the college pays from."""
    if soort == Inkomensoort.BIJSTAND:
        return None
    return V.TOESLAGEN if soort in TOESLAGEN else V.INKOMEN


@dataclass(frozen=True, slots=True)
class Basis:
    """What every ground of a plan rests on, read once."""

    ontzorging: Ontzorging
    facts: Facts
    signed: Collection[str]

    @property
    def decided(self) -> Besluitstand:
        """The decision on the duty, and whether there is a PIP that it is attached to (O-03)."""
        if self.ontzorging.decided_on is None:
            return Besluitstand.GEEN
        return Besluitstand.BIJ_PIP if self.facts.actueel_pip() else Besluitstand.GENOMEN


def basis_of(ontzorging: Ontzorging, *, on: date) -> Basis:
    """As it stands on a day. Two statements."""
    rows = ontzorging.machtigingen.all()
    return Basis(ontzorging, law_of(ontzorging.dossier), signed(rows, on))


def signed(rows: Collection[Machtiging], on: date) -> frozenset[str]:
    """For what something is signed that stands on a day."""
    return frozenset(
        row.voor
        for row in rows
        if row.signed_on <= on and (row.withdrawn_on is None or on < row.withdrawn_on)
    )


def ground_of(cost: Kostenpost, basis: Basis, *, on: date) -> Answer[Betaalgrond]:
    """Whether we may pay a cost on a day, on which article, and what is missing (O-02 to O-04, O-07, D4)."""
    day = max(on, cost.first_on)
    item = Kostenregel(
        _POSTS.get(cost.soort, Ontzorgpost.ANDERS),
        stand_of(basis.ontzorging, day),
        bijstand=heeft_bijstand(basis.facts, on=day),
        besluit=basis.decided,
        machtiging=consent_for(cost.soort) in basis.signed,
        afwijking=cost.wijze == Betaalwijze.ZELF,
        reden=cost.reason,
    )
    return betaalgrond(item, on=day)


def ground_to_collect(income: Inkomstenpost, basis: Basis, *, on: date) -> Answer[Betaalgrond] | None:
    """The same for income that comes to us; None where nothing is asked: the bijstand, and what the client receives."""
    consent = consent_to_collect(income.soort)
    if consent is None or not income.here:
        return None
    post = Ontzorgpost.TOESLAG if consent == V.TOESLAGEN else Ontzorgpost.INKOMEN
    chosen = basis.ontzorging.toeslagen
    item = Kostenregel(
        post,
        stand_of(basis.ontzorging, on),
        besluit=basis.decided,
        volmacht=consent in basis.signed,
        eigen_naam=chosen == Ontzorging.Toeslagen.EIGEN or None,
        oordeel=basis.ontzorging.toeslagen_reason if chosen == Ontzorging.Toeslagen.ONZE else "",
    )
    return betaalgrond(item, on=on)


def refusal_of(answer: Answer[Betaalgrond] | None) -> str:
    """Why not, in one line with its article; "" when it may. What asks a judgement that nobody can record is said and not refused."""
    if answer is None or isinstance(answer, NeedsJudgement):
        return ""
    if isinstance(answer, MissingFacts):
        return " ".join(answer.uitleg)
    return "" if answer.value.mag else f"{' '.join(answer.uitleg)} ({answer.regel.artikelen[0]})"


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that must be there before anything is paid: what, why with its article, and where it is done."""

    what: str
    why: str
    where: str


def lacking(
    basis: Basis, costs: Collection[Kostenpost], incomes: Collection[Inkomstenpost], *, on: date
) -> list[Lack]:
    """What the law and this plan still ask before the first payment; empty: it can begin."""
    return [*_of_the_person(basis), *_of_the_plan(basis, costs, incomes, on)]


def _of_the_person(basis: Basis) -> Iterator[Lack]:
    ontzorging = basis.ontzorging
    if ontzorging.administrator_id is None:
        yield Lack("een administrateur", "Iemand houdt dit geld bij.", "take_over")
    if ontzorging.decided_on is None:
        yield Lack(
            "het besluit over ontzorgen",
            "De plicht om mee te werken is een besluit, en hoort bij het PIP (Wi 15 lid 3).",
            "decide",
        )
    if not ontzorging.partner:
        yield Lack(
            "het oordeel over de partner",
            "De bijstand is van partners samen. De wet zegt niet wat geldt als één van hen de plicht niet heeft.",
            "partner",
        )
    if V.VASTE_LASTEN not in basis.signed:
        yield Lack(
            "de machtiging voor de vaste lasten",
            "De inburgeraar werkt mee en geeft daarvoor een machtiging (Pw 56a lid 2).",
            "sign",
        )


def _of_the_plan(
    basis: Basis, costs: Collection[Kostenpost], incomes: Collection[Inkomstenpost], on: date
) -> Iterator[Lack]:
    ours = [row for row in costs if stands(row, on) and row.wijze == Betaalwijze.WIJ]
    if not ours:
        yield Lack("kosten die wij betalen", "Zonder kosten in het plan wordt er niets betaald.", "cost_new")
    for row in ours:
        statutory = row.soort in STATUTORY
        # Said once above.
        if statutory and V.VASTE_LASTEN not in basis.signed:
            continue
        if why := refusal_of(ground_of(row, basis, on=on)):
            yield Lack(f"toestemming voor {row.get_soort_display()}", why, "sign")
    for income in incomes:
        if stands(income, on) and (why := refusal_of(ground_to_collect(income, basis, on=on))):
            yield Lack(f"een volmacht voor {income.get_soort_display()}", why, "sign")


def stands(row: Kostenpost | Inkomstenpost, on: date) -> bool:
    """Whether it still counts on a day, or begins later."""
    return row.last_on is None or (row.last_on >= on and row.last_on >= row.first_on)
