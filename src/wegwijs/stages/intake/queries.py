"""The state of an intake as the law asks it, as lists show it, and as the PIP takes it over."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Fase, State, Variant
from wegwijs.dossiers.queries import timeline, visible
from wegwijs.stages.intake.models import BredeIntake, IntakeBlok
from wi2021.facts import Oproep as OproepFeit
from wi2021.grondslag import Outcome
from wi2021.intake import IntakeFeiten, Onderdeel, Stap, Toets, Toetsuitslag, next_step


def intake_of(dossier: Dossier) -> BredeIntake | None:
    """The dossier's intake with its parts; None when it hasn't begun. Six statements, whatever it holds."""
    rows = BredeIntake.objects.filter(pk=dossier.pk).prefetch_related(
        "oproepen", "gesprekken", "inbrengen", "wachten", Prefetch("blokken")
    )
    found = rows.first()
    if found:
        found.dossier = dossier
    return found


def must_have(dossier: Dossier) -> BredeIntake:
    """The dossier's intake. Raises Http404 when it hasn't begun."""
    found = intake_of(dossier)
    if found is None:
        raise Http404
    return found


def toets_of(dossier: Dossier, intake: BredeIntake) -> Toets:
    """What DUO said of the toets, and what the college decided."""
    kinds = [Kind.DUO_TOETS_AANGEMELD, Kind.DUO_TOETS_RESULTAAT]
    registered, taken, result = None, None, None
    for event in timeline(dossier).filter(kind__in=kinds).order_by("on", "id"):
        if event.kind == Kind.DUO_TOETS_AANGEMELD:
            registered = event.on
        else:
            taken, result = event.on, Toetsuitslag(event.payload["resultaat"])
    return Toets(registered or taken, taken, result, intake.toets_exempt_on, intake.toets_grond)


def feiten(dossier: Dossier, intake: BredeIntake | None = None) -> IntakeFeiten:
    """What ``wi2021.intake`` must know; an intake that hasn't begun has nothing."""
    intake = intake or intake_of(dossier)
    if intake is None:
        return IntakeFeiten()
    blocks = {Onderdeel(b.onderdeel): b for b in intake.blokken.all()}
    health = blocks.get(Onderdeel.LICHAMELIJKE_GEZONDHEID)
    seen: dict[str, Any] = health.answers if health else {}
    return IntakeFeiten(
        ingevuld=frozenset(o for o, b in blocks.items() if b.complete),
        toets=toets_of(dossier, intake),
        visuele_beperking=seen.get("zien"),
        auditieve_beperking=seen.get("horen"),
        kan_toets_maken=intake.kan_toets_maken,
        leerroute_van_vorige_gemeente=intake.previous_route,
        alleen_gewezen=intake.alone_noted_on,
        alleen_keuze=intake.alone_choice,
        verslag=bool(intake.gesprekken.all()),
        oproepen=oproepen(intake),
        in_afwezigheid=intake.in_absence,
    )


def oproepen(intake: BredeIntake) -> tuple[OproepFeit, ...]:
    """The oproepen as the law counts them."""
    return tuple(OproepFeit(o.number, o.sent_on, o.reply_by, o.outcome) for o in intake.oproepen.all())


def step_of(intake: BredeIntake, *, on: date) -> Outcome[Stap]:
    """The next act on the ladder of oproepen, with its reason."""
    return next_step(oproepen(intake), asiel=intake.dossier.variant != Variant.GEZIN, on=on)


def ladder(intake: BredeIntake, *, on: date) -> Stap:
    """Only which act it is."""
    return step_of(intake, on=on).value


@dataclass(frozen=True, slots=True)
class IntakeSummary:
    """What the PIP takes over. ``answers`` per block hold the choices' codes."""

    wens_onderwijs: bool
    toetsuitslag: Toetsuitslag | None
    alfabetisering: str
    lening_alfabetisering: bool
    vve: str
    kinderen: int
    werkwens: str
    hulp: tuple[str, ...]
    steun_nodig: tuple[str, ...]
    uren: int | None
    in_afwezigheid: bool


def summary_for_pip(dossier: Dossier) -> IntakeSummary | None:
    """What the intake gave for the plan; None when there was no intake. Health comes only as what is needed."""
    intake = intake_of(dossier)
    if intake is None:
        return None
    given: dict[str, dict[str, Any]] = {b.onderdeel: b.answers for b in intake.blokken.all()}

    def answer(onderdeel: Onderdeel, name: str) -> Any:  # noqa: ANN401 - a choice, a number or a list
        return given.get(onderdeel.value, {}).get(name)

    health = [
        *(answer(Onderdeel.LICHAMELIJKE_GEZONDHEID, "nodig") or []),
        *(answer(Onderdeel.PSYCHISCHE_GEZONDHEID, "nodig") or []),
    ]
    return IntakeSummary(
        wens_onderwijs=bool(answer(Onderdeel.OPLEIDING, "wens_onderwijs")),
        toetsuitslag=toets_of(dossier, intake).uitslag,
        alfabetisering=answer(Onderdeel.TAALNIVEAU, "schrift") or "NVT",
        lening_alfabetisering=bool(answer(Onderdeel.TAALNIVEAU, "lening")),
        vve=answer(Onderdeel.VVE, "stand") or "",
        kinderen=int(answer(Onderdeel.VVE, "kinderen") or 0),
        werkwens=answer(Onderdeel.ARBEIDSPARTICIPATIE, "wens") or "",
        hulp=tuple(answer(Onderdeel.ZELFREDZAAMHEID, "hulp") or ()),
        steun_nodig=tuple(health),
        uren=answer(Onderdeel.ARBEIDSPARTICIPATIE, "uren"),
        in_afwezigheid=intake.in_absence,
    )


def to_take_in(actor: Actor) -> QuerySet[Dossier]:
    """Open dossiers whose intake isn't complete, by next date, with how far each is; a partner's own only."""
    rows = visible(actor, Permission.DOSSIER_VIEW).filter(
        state__in=[State.OPEN, State.VOORLOPER], fase__in=[Fase.OVERDRACHT, Fase.HUISVESTING, Fase.INTAKE]
    )
    return (
        rows.filter(Q(intake__isnull=False) | Q(fase=Fase.INTAKE))
        .filter(intake__completed_on=None)
        .annotate(
            filled=Count("intake__blokken", filter=Q(intake__blokken__complete=True), distinct=True),
            talks=Count("intake__gesprekken", distinct=True),
            last_talk=Max("intake__gesprekken__on"),
        )
        .select_related("person", "gemeente", "regisseur")
        .order_by("next_on", "id")
    )


def block_of(intake: BredeIntake, onderdeel: Onderdeel) -> IntakeBlok | None:
    """The stored answers of one block."""
    return next((b for b in intake.blokken.all() if b.onderdeel == onderdeel), None)
