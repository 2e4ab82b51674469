"""A money plan as a page shows it; finished Dutch. No account number is in it: who sees the plan needn't see payees."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.stages.ontzorgen.commands.voorschot import may_decide, told
from wegwijs.stages.ontzorgen.grounds import (
    TOESLAGEN,
    Basis,
    consent_for,
    ground_of,
    ground_to_collect,
    stands,
)
from wegwijs.stages.ontzorgen.models import (
    STATUTORY,
    Betaalwijze,
    Inkomensoort,
    Inkomstenpost,
    Interval,
    Kostenpost,
    Kostensoort,
    Machtiging,
    Ontzorging,
    Voorschot,
)
from wegwijs.stages.ontzorgen.queries.plans import last_day_of
from wegwijs.ui.format import capital, day, distance, euros, together
from wegwijs.ui.parts import Fact, Why
from wi2021.grondslag import Answer, MissingFacts, NeedsJudgement
from wi2021.ontzorgen import Betaalgrond

S, W = Ontzorging.State, Betaalwijze
STATES = {S.VOORBEREIDEN: "soon", S.LOOPT: "in-time", S.AFBOUW: "soon", S.KLAAR: "done"}
# How many of a month go into a year, in twelfths: for an amount a month.
_A_YEAR = {
    Interval.WEEK: 52,
    Interval.VIER_WEKEN: 13,
    Interval.MAAND: 12,
    Interval.KWARTAAL: 4,
    Interval.JAAR: 1,
}


def stand(ontzorging: Ontzorging) -> tuple[str, str]:
    """How it stands, with its colour."""
    if ontzorging.state == S.KLAAR:
        assert ontzorging.ended_on  # noqa: S101 - a constraint ties it to the state
        return f"afgerond op {day(ontzorging.ended_on)}: {ontzorging.get_end_reason_display()}", "done"
    words = f"{ontzorging.get_state_display()}, tot en met {day(last_day_of(ontzorging))}"
    return words, STATES[S(ontzorging.state)]


def facts(ontzorging: Ontzorging, incomes: Iterable[Inkomstenpost] = ()) -> tuple[Fact, ...]:
    """What is known of it as a whole."""
    today, last = clock.today(), last_day_of(ontzorging)
    kept = ontzorging.administrator.name if ontzorging.administrator else "nog niemand"
    decision = f"{ontzorging.decision}, {day(ontzorging.decided_on)}" if ontzorging.decided_on else "nog niet"
    found = [
        Fact("Recht op bijstand vanaf", day(ontzorging.since)),
        Fact("Plicht tot en met", f"{day(ontzorging.last_day)}, {distance(ontzorging.last_day, today)}"),
        Fact("Administrateur", kept),
        Fact("Besluit", decision, "" if ontzorging.decided_on else "soon"),
        Fact(
            "Partner",
            capital(ontzorging.get_partner_display()) if ontzorging.partner else "nog niet beoordeeld",
            "" if ontzorging.partner else "soon",
        ),
    ]
    if ontzorging.agreed_until:
        found.insert(2, Fact("In overleg tot en met", f"{day(last)}: {ontzorging.agreed_reason}"))
    if ontzorging.split_on:
        found.append(_split_fact(ontzorging))
    if ontzorging.toeslagen_judged_at:
        said = _said(
            ontzorging.toeslagen_reason, ontzorging.toeslagen_judged_by, ontzorging.toeslagen_judged_at
        )
        found.append(Fact("Toeslagen", f"{capital(ontzorging.get_toeslagen_display())}. {said}"))
    elif any(row.here and stands(row, today) and row.soort in TOESLAGEN for row in incomes):
        found.append(Fact("Toeslagen", "op onze rekening: nog niet beoordeeld", "soon"))
    return tuple(found)


def split_words(ontzorging: Ontzorging) -> str:
    """That the household fell apart, and what waits; "" when it didn't."""
    if ontzorging.split_on is None:
        return ""
    who = "De cliënt vertrok" if ontzorging.split_left else "De partner vertrok"
    waits = (
        " Er gaat geen betaling uit tot u beslist."
        if ontzorging.split_left and ontzorging.split_undecided
        else ""
    )
    return f"{who}: vanaf {day(ontzorging.split_on)} wonen zij niet meer samen.{waits}"


def _split_fact(ontzorging: Ontzorging) -> Fact:
    if ontzorging.split_judged_at is None:
        since = day(ontzorging.split_on) if ontzorging.split_on else ""
        return Fact("Huishouden", f"uit elkaar vanaf {since}: nog te beslissen", "late")
    chosen = (
        f"rekening: {ontzorging.get_split_account_display()}; woning: {ontzorging.get_split_rent_display()}; "
        f"leefgeld: {ontzorging.get_split_leefgeld_display()}"
    )
    said = _said(ontzorging.split_reason, ontzorging.split_judged_by, ontzorging.split_judged_at)
    return Fact("Huishouden", f"{split_words(ontzorging)} {capital(chosen)}. {said}")


def _said(reason: str, by: str, at: datetime) -> str:
    return f"{reason.rstrip('.')}. {by}, {day(localtime(at).date())}"


def why_until(ontzorging: Ontzorging) -> Why:
    """Where the last day comes from."""
    return Why(
        f"Waarom {day(ontzorging.last_day)}?",
        (
            f"Het recht op bijstand begon op **{day(ontzorging.since)}**, of de plicht tot inburgeren daarna.",
            f"Het college ontzorgt zes maanden, of korter als de bijstand eerder stopt: tot en met **{day(ontzorging.last_day)}**.",
        ),
        ("De wet kent geen verlenging. Langer kan alleen met een eigen afspraak.",),
        "Participatiewet, artikel 56a, lid 1 en 2 · regels O-01, O-02, O-04 en T-15",
    )


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """What was signed, or must be for something in the plan."""

    pk: str
    title: str
    note: str
    state: str
    severity: str
    may_withdraw: bool


def consent_lines(rows: Iterable[Machtiging], costs: Sequence[Kostenpost]) -> list[ConsentLine]:
    """What stands, what was taken back, and for which costs of the plan something lacks."""
    rows, today = list(rows), clock.today()
    found = []
    for row in rows:
        gone = row.withdrawn_on
        found.append(
            ConsentLine(
                str(row.pk),
                capital(row.get_voor_display()),
                f"getekend op {day(row.signed_on)} · {row.reference}",
                f"ingetrokken op {day(gone)}" if gone else "geldt",
                "done" if gone else "in-time",
                gone is None,
            )
        )
    held = {row.voor for row in rows if row.withdrawn_on is None}
    asked = {consent_for(row.soort) for row in costs if row.wijze == W.WIJ and stands(row, today)} | {
        Machtiging.Waarvoor.VASTE_LASTEN
    }
    found += [
        ConsentLine("", capital(voor.label), "", "ontbreekt", "soon", False)
        for voor in Machtiging.Waarvoor
        if voor in asked and voor not in held
    ]
    return found


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost: what, to whom, how much and since when; ``why``: on which ground, or why not."""

    pk: str
    title: str
    note: str
    amount: str
    who: str
    severity: str
    reason: str
    why: Why | None
    replaced: bool


@dataclass(frozen=True, slots=True)
class Costs:
    """Those that stand, in their order, and those that are over."""

    statutory: tuple[CostLine, ...]
    leefgeld: tuple[CostLine, ...]
    others: tuple[CostLine, ...]
    former: tuple[CostLine, ...]
    a_month: str

    @property
    def groups(self) -> tuple[tuple[str, str, tuple[CostLine, ...]], ...]:
        """With their headings; the kinds of the act come first."""
        return (
            ("Vaste lasten", "Deze noemt de wet", self.statutory),
            ("Leefgeld", "Vast bedrag per week, tenzij anders besloten", self.leefgeld),
            ("Andere kosten", "Alleen met een machtiging", self.others),
        )


def costs(rows: Sequence[Kostenpost], basis: Basis) -> Costs:
    """Of the rows of a plan with what its grounds rest on."""
    today = clock.today()
    gone_by = {row.replaces_id for row in rows if row.replaces_id}
    now = [row for row in rows if stands(row, today)]
    former = [row for row in rows if not stands(row, today)]
    lines = {row.pk: _cost(row, basis, replaced=row.pk in gone_by) for row in now}
    ours = sum(_a_month(row) for row in now if row.wijze == W.WIJ and row.pk not in gone_by)
    return Costs(
        tuple(lines[row.pk] for row in now if row.soort in STATUTORY),
        tuple(lines[row.pk] for row in now if row.soort == Kostensoort.LEEFGELD),
        tuple(lines[row.pk] for row in now if row.soort not in (*STATUTORY, Kostensoort.LEEFGELD)),
        tuple(_former(row) for row in former),
        euros(ours),
    )


def _a_month(row: Kostenpost | Inkomstenpost) -> int:
    return round(row.cents * _A_YEAR.get(Interval(row.interval), 0) / 12)


def _cost(row: Kostenpost, basis: Basis, *, replaced: bool) -> CostLine:
    answer = ground_of(row, basis, on=clock.today())
    pays = row.wijze == W.WIJ
    refused = pays and not isinstance(answer, (NeedsJudgement, MissingFacts)) and not answer.value.mag
    to = f"aan {row.payee}" if row.payee else ""
    reference = f"kenmerk {row.reference}" if row.reference else ""
    return CostLine(
        str(row.pk),
        capital(row.get_soort_display()),
        " · ".join(filter(None, (to, _since(row), reference))),
        amount(row),
        "mag nog niet betaald worden" if refused else row.get_wijze_display(),
        "late" if refused else "in-time" if pays else "neutral",
        row.reason,
        why_ground(answer, "Waarom mag dit?" if pays and not refused else "Waarom is dit zo?")
        if row.wijze != W.BRON
        else None,
        replaced,
    )


def _former(row: Kostenpost) -> CostLine:
    to = f"aan {row.payee}" if row.payee else ""
    return CostLine(
        str(row.pk), capital(row.get_soort_display()), " · ".join(filter(None, (to, _since(row)))), amount(row),
        row.get_wijze_display(), "done", row.reason, None, True,
    )  # fmt: skip


def amount(row: Kostenpost | Inkomstenpost) -> str:
    """How much, how often."""
    return f"{euros(row.cents)} {row.get_interval_display()}"


def _since(row: Kostenpost | Inkomstenpost) -> str:
    if row.interval == Interval.EENMAAL:
        return f"op {day(row.first_on)}"
    until = f" tot en met {day(row.last_on)}" if row.last_on else ""
    if row.last_on and row.last_on < row.first_on:
        return f"niet begonnen, zou beginnen op {day(row.first_on)}"
    return f"vanaf {day(row.first_on)}{until}"


def why_ground(answer: Answer[Betaalgrond], title: str) -> Why:
    """The ground of a cost or of collecting income, as the law gave it."""
    rule = answer.regel
    source = f"{'; '.join(map(str, rule.artikelen))} · regel {rule.id} · geldig vanaf {day(rule.geldig_van)}"
    if isinstance(answer, NeedsJudgement):
        return Why(title, (answer.vraag, *answer.weeg), (), source)
    if isinstance(answer, MissingFacts):
        return Why(title, answer.uitleg, (), source)
    lacks = tuple(f"Nog nodig: {one.value}." for one in answer.value.ontbreekt)
    return Why(title, answer.uitleg, (*lacks, *answer.verandert), source)


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """Income of the plan; ``range`` when the least or the most is another amount."""

    pk: str
    title: str
    note: str
    amount: str
    range: str
    state: str
    severity: str
    why: Why | None


def income_lines(
    rows: Sequence[Inkomstenpost], basis: Basis, late: frozenset[str] = frozenset()
) -> tuple[list[IncomeLine], list[IncomeLine]]:
    """What is expected, and what is over. ``late``: keys of what didn't come."""
    today = clock.today()
    now = [_income(row, basis, str(row.pk) in late) for row in rows if stands(row, today)]
    return now, [_income(row, basis, False) for row in rows if not stands(row, today)]


def _income(row: Inkomstenpost, basis: Basis, late: bool) -> IncomeLine:
    answer = ground_to_collect(row, basis, on=clock.today())
    apart = row.low != row.cents or row.high != row.cents
    where = "komt op onze rekening" if row.here else "komt bij de cliënt"
    refused = (
        answer is not None and not isinstance(answer, (NeedsJudgement, MissingFacts)) and not answer.value.mag
    )
    return IncomeLine(
        str(row.pk),
        capital(row.get_soort_display()),
        f"van {row.sender} · {_since(row)}",
        amount(row),
        f"tussen {together(euros(row.low))} en {together(euros(row.high))}" if apart else "",
        "bleef uit" if late else "mag nog niet hier komen" if refused else where,
        "late" if late or refused else "in-time" if row.here else "neutral",
        why_ground(answer, "Mag dit op onze rekening komen?") if answer is not None else None,
    )


@dataclass(frozen=True, slots=True)
class RedirectLine:
    """Which payer must change which account number."""

    pk: str
    title: str
    note: str
    done: bool
    version: int


def redirect_lines(rows: Iterable[Inkomstenpost]) -> list[RedirectLine]:
    """The checklist of the regeldag, what is still to do first."""
    today = clock.today()
    found = [
        RedirectLine(
            str(row.pk), capital(row.get_soort_display()),
            f"{row.sender} weet het sinds {day(row.redirected_on)}" if row.redirected_on else f"{row.sender} moet ons rekeningnummer nog krijgen",
            row.redirected_on is not None, row.version,
        )
        for row in rows
        if row.here and stands(row, today) and row.soort != Inkomensoort.BIJSTAND
    ]  # fmt: skip
    return sorted(found, key=lambda line: line.done)


@dataclass(frozen=True, slots=True)
class AdvanceLine:
    """An advance: how much, why, by whom, and what is still owed."""

    pk: str
    title: str
    note: str
    state: str
    severity: str
    waits: bool


def advance_lines(rows: Iterable[Voorschot], owed: Mapping[UUID, int], actor: Actor) -> list[AdvanceLine]:
    """Newest first; the link to decide is for who may."""
    colours = {"gevraagd": "soon", "toegekend": "in-time", "geweigerd": "done", "afgelost": "done", "vervallen": "done"}  # fmt: skip
    found = []
    for row in rows:
        by = f"gevraagd door {row.asked_by.name}"
        if row.decided_by:
            by += f", beslist door {row.decided_by.name}"
        left = f", nog {euros(owed.get(row.pk, 0))} terug te betalen" if row.state == Voorschot.State.TOEGEKEND else ""  # fmt: skip
        why = f"{row.reason} {row.decision_reason}".strip()
        found.append(
            AdvanceLine(
                str(row.pk), capital(told(row)), f"{why} · {by}", f"{row.get_state_display()}{left}", colours[row.state],
                row.state == Voorschot.State.GEVRAAGD and may_decide(row, actor),
            )
        )  # fmt: skip
    return found
