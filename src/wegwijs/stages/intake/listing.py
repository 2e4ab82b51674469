"""The list of open intakes: which, in what order, and what each asks next."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import NOTHING_DUE, Dossier, Fase, Gebeurtenis, State, Variant
from wegwijs.dossiers.queries import visible
from wegwijs.stages.intake.blocks import BLOCKS
from wegwijs.stages.intake.models import Gesprek, Inbreng, IntakeBlok, Oproep, ToetsBesluit
from wegwijs.ui.format import Dated, dated, day
from wi2021.facts import Oproep as OproepFeit
from wi2021.intake import Stap, next_step

PAGE = 50
SOORT = ToetsBesluit.Soort


@dataclass(frozen=True, slots=True)
class Line:
    """One open intake, ready to print. ``todo`` is the next act; ``severity`` of the date, neutral without one.

    A partner's line holds no more than whether there is an intake, its own input and the next appointment.
    """

    dossier: Dossier
    due: Dated | None
    severity: str
    todo: str
    note: str
    filled: int
    talks: int
    toets: str


def to_take_in(actor: Actor, *, mine: bool = False, gemeente: str = "") -> QuerySet[Dossier]:
    """Open dossiers whose intake isn't complete, by next date, with how far each is; a partner's own only."""
    calls = Oproep.objects.filter(intake=OuterRef("pk")).order_by("number")
    result = Gebeurtenis.objects.filter(
        dossier=OuterRef("pk"), kind=Kind.DUO_TOETS_RESULTAAT, superseded_by=None
    )
    left_out = ToetsBesluit.objects.filter(
        intake=OuterRef("pk"), soort__in=[SOORT.ONTHEVEN, SOORT.OVERGESLAGEN], withdrawn_on=None
    )
    given = Inbreng.objects.filter(intake=OuterRef("pk"), organisation=actor.organisation_name)
    rows = visible(actor, Permission.DOSSIER_VIEW).filter(
        Q(intake__isnull=False) | Q(fase=Fase.INTAKE),
        state__in=[State.OPEN, State.VOORLOPER],
        fase__in=[Fase.OVERDRACHT, Fase.HUISVESTING, Fase.INTAKE, Fase.PIP],
        intake__completed_on=None,
    )
    if mine and actor.employee:
        rows = rows.filter(regisseur=actor.employee)
    if gemeente:
        rows = rows.filter(gemeente=gemeente)
    return (
        rows.annotate(
            filled=_number(IntakeBlok.objects.filter(intake=OuterRef("pk"), complete=True)),
            talks=_number(Gesprek.objects.filter(intake=OuterRef("pk"))),
            tested=Exists(result),
            left_out=Exists(left_out),
            given_on=Subquery(given.order_by("-on").values("on")[:1]),
            calls=ArraySubquery(
                calls.values(
                    json=JSONObject(
                        number="number", sent_on="sent_on", reply_by="reply_by", outcome="outcome", at="at"
                    )
                )
            ),
        )
        .select_related("person", "gemeente", "regisseur", "intake")
        .order_by("next_on", "id")
    )


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many there are, counted for the lines of a page alone: joined, they would be counted for every open intake."""
    counted = rows.order_by().values("intake").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def to_call(actor: Actor, gemeente: str, *, today: date) -> list[Dossier]:
    """Dossiers of a gemeente whose next act is an oproep or a warning, by next date."""
    rows = to_take_in(actor, gemeente=gemeente).filter(intake__isnull=False)
    return [row for row in rows if _calls_up(row, today)]


def warns(dossier: Dossier, today: date) -> bool:
    """Whether what ``to_call`` found asks a warning, and no invitation."""
    return _step(dossier, today) is Stap.WAARSCHUWEN_EN_OPROEPEN


def _calls_up(dossier: Dossier, today: date) -> bool:
    step = _step(dossier, today)
    talks: int = dossier.talks  # type: ignore[attr-defined]
    calls: list[dict[str, str]] = dossier.calls  # type: ignore[attr-defined]
    return step is Stap.WAARSCHUWEN_EN_OPROEPEN or (step is Stap.OPROEPEN and bool(calls or not talks))


def page(
    rows: QuerySet[Dossier], *, after: str, today: date, partner: bool = False
) -> tuple[list[Line], str]:
    """At most 50 lines after a key, and the key of the next page ("" when this is the last)."""
    edge, _, pk = after.partition("_")
    with suppress(ValueError):  # no key, or one that nobody made: the first page
        day_of, key = date.fromisoformat(edge), UUID(pk)
        rows = rows.filter(Q(next_on__gt=day_of) | Q(next_on=day_of, id__gt=key))
    found = list(rows[: PAGE + 1])
    more = f"{found[PAGE - 1].next_on.isoformat()}_{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    line = _partner_line if partner else _line
    return [line(dossier, today) for dossier in found[:PAGE]], more


def _partner_line(dossier: Dossier, today: date) -> Line:
    given: date | None = dossier.given_on  # type: ignore[attr-defined]
    # The plan is what the input is for; what else is due next may be a warning, which is not for a partner.
    due = dated(dossier.pip_on, today) if dossier.pip_on else None
    if not hasattr(dossier, "intake"):
        todo, note = "Wachten op de intake", "de regisseur begint"
    else:
        todo, note = ("Inbreng gegeven", f"op {day(given)}") if given else ("Inbreng geven", "")
    calls: list[dict[str, str]] = dossier.calls  # type: ignore[attr-defined]
    ahead = [date.fromisoformat(c["at"]) for c in calls if not c["outcome"] and c["at"] >= today.isoformat()]
    if ahead:
        note = f"{note}{' · ' if note else ''}afspraak op {day(ahead[-1])}"
    return Line(dossier, due, due.severity if due else "neutral", todo, note, 0, 0, "")


def _line(dossier: Dossier, today: date) -> Line:
    due = dated(dossier.next_on, today) if dossier.next_on != NOTHING_DUE else None
    filled: int = dossier.filled  # type: ignore[attr-defined]
    talks: int = dossier.talks  # type: ignore[attr-defined]
    toets = _toets(dossier)
    todo, note = _todo(dossier, filled=filled, talks=talks, toets=bool(toets), today=today)
    return Line(
        dossier,
        due,
        due.severity if due else "neutral",
        todo,
        note,
        filled,
        talks,
        toets or "nog geen uitslag",
    )


def _toets(dossier: Dossier) -> str:
    """How the toets was settled; empty while it wasn't. Exempted or left out reads the same: the ground is health."""
    if dossier.left_out:  # type: ignore[attr-defined]
        return "gaat niet door"
    return "uitslag binnen" if dossier.tested else ""  # type: ignore[attr-defined]


def _todo(dossier: Dossier, *, filled: int, talks: int, toets: bool, today: date) -> tuple[str, str]:
    """The next act and a word about it."""
    if not hasattr(dossier, "intake"):
        return "Intake beginnen", ""
    calls: list[dict[str, str]] = dossier.calls  # type: ignore[attr-defined]
    step = _step(dossier, today)
    if step is Stap.WACHTEN:
        at = date.fromisoformat(calls[-1]["at"])
        if at > today:
            return "Wachten op de afspraak", f"op {day(at)}"
        return "Uitkomst van de oproep vastleggen", f"de afspraak was op {day(at)}"
    if step is Stap.WAARSCHUWEN_EN_OPROEPEN:
        return "Waarschuwen en oproepen", f"na oproep {len(calls)} niet verschenen"
    if step is Stap.AFRONDEN_IN_AFWEZIGHEID:
        return "Afronden in afwezigheid", f"{len(calls)} oproepen verstuurd"
    if step is Stap.OPROEPEN and (calls or not talks):
        return ("Nieuwe afspraak maken", "afgemeld met een goede reden") if calls else ("Oproep sturen", "")
    return _to_complete(filled=filled, talks=talks, toets=toets)


def _step(dossier: Dossier, today: date) -> Stap:
    """Which act the ladder of oproepen asks."""
    calls: list[dict[str, str]] = dossier.calls  # type: ignore[attr-defined]
    oproepen = tuple(
        OproepFeit(
            int(c["number"]),
            date.fromisoformat(c["sent_on"]),
            date.fromisoformat(c["reply_by"]),
            c["outcome"],
        )
        for c in calls
    )
    return next_step(oproepen, asiel=dossier.variant != Variant.GEZIN, on=today).value


def _to_complete(*, filled: int, talks: int, toets: bool) -> tuple[str, str]:
    left = len(BLOCKS) - filled
    if not talks:
        return "Gesprek voeren", ""
    if left:
        return "Onderdelen invullen", f"nog {left} van {len(BLOCKS)}"
    return ("Intake voltooien", "") if toets else ("Leerbaarheidstoets regelen", "nog geen uitslag")
