"""The state of an intake as the law asks it, and as the PIP takes it over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from wegwijs.access.actor import Actor
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Fase, Gebeurtenis, Variant
from wegwijs.dossiers.queries import timeline
from wegwijs.organisations.policy import Policy, PolicyKey, policy
from wegwijs.stages.intake.blocks import missing
from wegwijs.stages.intake.models import BredeIntake, Inbreng, IntakeBlok, ToetsBesluit
from wegwijs.wholes import Whole
from wi2021.facts import Oproep as OproepFeit
from wi2021.grondslag import Outcome
from wi2021.intake import IntakeFeiten, Onderdeel, Stap, Toets, Toetsuitslag, next_step

PARTS = ("oproepen", "gesprekken", "blokken", "toetsbesluiten", "stukken", "inbrengen", "wachten")
FILES = ("stukken.content",)
INTAKES = Whole(BredeIntake, PARTS, without=FILES)


def intake_of(dossier: Dossier) -> BredeIntake | None:
    """The dossier's intake with its parts; None when it hasn't begun. One statement, whatever it holds."""
    found = INTAKES.get(dossier.pk)
    if found:
        found.dossier = dossier
    return found


def must_have(dossier: Dossier) -> BredeIntake:
    """The dossier's intake. Raises Http404 when it hasn't begun."""
    found = intake_of(dossier)
    if found is None:
        raise Http404
    return found


TOETS = (Kind.DUO_TOETS_AANGEMELD, Kind.DUO_TOETS_RESULTAAT)
# What others told already, so that nobody asks for it again.
TOLD = (
    Kind.DUO_DOELGROEP, Kind.COA_KOPPELING, Kind.VOORINBURGERING, Kind.BIJSTAND_RECHT, Kind.BIJSTAND_EINDE,
    Kind.PW_TRAJECT, Kind.WERK_WENS, Kind.UITSTROOM_WERK,
)  # fmt: skip


def told(dossier: Dossier) -> list[Gebeurtenis]:
    """What DUO, COA and the Participatiewet told that an intake needs, newest first."""
    return list(timeline(dossier).filter(kind__in=TOETS + TOLD))


def toets_of(dossier: Dossier, intake: BredeIntake, events: Iterable[Gebeurtenis] | None = None) -> Toets:
    """What DUO said of the toets, and what the college decided. ``events`` may hold what ``told`` gave."""
    rows = timeline(dossier).filter(kind__in=TOETS) if events is None else events
    registered, taken, result = None, None, None
    for event in sorted((e for e in rows if e.kind in TOETS), key=lambda e: (e.on, e.pk)):
        if event.kind == Kind.DUO_TOETS_AANGEMELD:
            registered = event.on
        else:
            taken, result = event.on, Toetsuitslag(event.payload["resultaat"])
    exempt = decided(intake, ToetsBesluit.Soort.ONTHEVEN)
    return Toets(
        registered or taken, taken, result, exempt.on if exempt else None, exempt.grond if exempt else ""
    )


def examennummer(dossier: Dossier) -> str:
    """Under which number DUO registered someone for the toets; empty when it told of none."""
    told = timeline(dossier).filter(kind=Kind.DUO_TOETS_AANGEMELD).first()
    return str(told.payload.get("examennummer", "")) if told else ""


def standing(intake: BredeIntake) -> list[ToetsBesluit]:
    """What was judged and decided about the toets and not taken back, in order."""
    return [row for row in intake.toetsbesluiten.all() if row.withdrawn_on is None]


def decided(intake: BredeIntake, *soorten: ToetsBesluit.Soort) -> ToetsBesluit | None:
    """The decision of one of these kinds that stands."""
    return next((row for row in standing(intake) if row.soort in soorten), None)


def _can_take(intake: BredeIntake) -> bool | None:
    judged = decided(intake, ToetsBesluit.Soort.KAN, ToetsBesluit.Soort.KAN_NIET)
    return judged.soort == ToetsBesluit.Soort.KAN if judged else None


def feiten(
    dossier: Dossier, intake: BredeIntake | None = None, events: Iterable[Gebeurtenis] | None = None
) -> IntakeFeiten:
    """What ``wi2021.intake`` must know; an intake that hasn't begun has nothing. ``events``: what ``told`` gave."""
    intake = intake or intake_of(dossier)
    if intake is None:
        return IntakeFeiten()
    blocks = {Onderdeel(b.onderdeel): b for b in intake.blokken.all()}
    health = blocks.get(Onderdeel.LICHAMELIJKE_GEZONDHEID)
    seen: dict[str, Any] = health.answers if health else {}
    return IntakeFeiten(
        ingevuld=frozenset(o for o, b in blocks.items() if not missing(o, b.answers, dossier.variant)),
        toets=toets_of(dossier, intake, events),
        visuele_beperking=seen.get("zien"),
        auditieve_beperking=seen.get("horen"),
        kan_toets_maken=_can_take(intake),
        leerroute_van_vorige_gemeente=decided(intake, ToetsBesluit.Soort.OVERGESLAGEN) is not None,
        alleen_gewezen=intake.alone_noted_on,
        alleen_keuze=intake.alone_choice,
        verslag=bool(intake.gesprekken.all()),
        oproepen=oproepen(intake),
        in_afwezigheid=intake.in_absence,
    )


def talks_wanted(dossier: Dossier, *, on: date) -> Policy:
    """How many talks local policy asks of someone of this group on a day."""
    family = dossier.variant == Variant.GEZIN
    key = PolicyKey.INTAKE_TALKS_GEZIN if family else PolicyKey.INTAKE_TALKS_ASIEL
    return policy(key, dossier.gemeente_id, on=on)


def obliged_since(dossier: Dossier) -> tuple[date, bool]:
    """The first day on which an intake can be held, and whether that is the beginning of the obligation.

    A voorloper may begin before the obligation (law 0.3); before DUO told of it, the dossier sets the day.
    """
    told = list(timeline(dossier).filter(kind__in=[Kind.DUO_PLICHT, Kind.VOORLOPER_GESTART]))
    forerunner = next((e.on for e in told if e.kind == Kind.VOORLOPER_GESTART), None)
    if forerunner:
        return forerunner, False
    begin = next((e.payload.get("begin") for e in told if e.kind == Kind.DUO_PLICHT), None)
    return (date.fromisoformat(begin), True) if begin else (dossier.opened_on, False)


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


def block_of(intake: BredeIntake, onderdeel: Onderdeel) -> IntakeBlok | None:
    """The stored answers of one block."""
    return next((b for b in intake.blokken.all() if b.onderdeel == onderdeel), None)


def may_reopen(intake: BredeIntake) -> bool:
    """Whether a completed intake may be gone on with: until the PIP is established."""
    return intake.completed_on is not None and intake.dossier.fase not in (Fase.LEERROUTE, Fase.AFGEROND)


def inputs_of(actor: Actor, intake: BredeIntake) -> list[Inbreng]:
    """What the actor's own organisation brought in before, newest first."""
    return [row for row in intake.inbrengen.all() if row.organisation == actor.organisation_name]
