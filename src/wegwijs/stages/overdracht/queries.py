"""Who is being handed over, what is known of them, and what is still missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.choices import HouseStep
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Dossier, Fase, Gebeurtenis, State
from wegwijs.dossiers.queries import timeline, visible
from wegwijs.people.models import PersonLanguage
from wegwijs.stages.overdracht.models import ProfielVeld
from wegwijs.stages.overdracht.profile import VELDEN

STEPS = (Kind.COA_KOPPELING, Kind.DRIEGESPREK, Kind.HUISVESTING, Kind.VOORINBURGERING, Kind.BRP_INSCHRIJVING)

# The steps with which the search for a home ends.
HOUSED = (HouseStep.SLEUTEL, HouseStep.VERHUISD)


class TalkState(models.TextChoices):
    """How far the driegesprek of somebody is whom COA linked."""

    ZONDER = "zonder-gesprek", "Gekoppeld, nog geen gesprek"
    GEPLAND = "gepland", "Gesprek gepland"
    GEVOERD = "gevoerd", "Gesprek gevoerd"


def planned_talks() -> QuerySet[Afspraak]:
    """Of the dossier that is asked about the driegesprekken to come, soonest first."""
    return Afspraak.objects.filter(
        dossier=OuterRef("pk"), soort=Afspraak.Soort.DRIEGESPREK, cancelled_at=None, on__gte=clock.today()
    ).order_by("on", "at")


def _happened(kind: Kind) -> Exists:
    """Whether something of this kind stands in the timeline of the dossier that is asked about."""
    return Exists(Gebeurtenis.objects.filter(dossier=OuterRef("pk"), kind=kind, superseded_by=None))


def talked(rows: QuerySet[Dossier], stand: TalkState) -> QuerySet[Dossier]:
    """Of these (of ``to_hand_over``) the linked ones whose driegesprek is so far; a talk that was held counts before one planned."""
    linked, held = _happened(Kind.COA_KOPPELING), _happened(Kind.DRIEGESPREK)
    if stand is TalkState.GEVOERD:
        return rows.filter(linked, held)
    planned = Exists(planned_talks())
    return rows.filter(linked, ~held, planned if stand is TalkState.GEPLAND else ~planned)


def to_hand_over(actor: Actor) -> QuerySet[Dossier]:
    """Open dossiers before the intake, and every voorloper: who was linked first, first; never linked last."""
    linked = Gebeurtenis.objects.filter(
        dossier=OuterRef("pk"), kind=Kind.COA_KOPPELING, superseded_by=None
    ).order_by("-on", "-pk")
    return (
        _with_known(visible(actor, Permission.OVERDRACHT_RECORD))
        .filter(Q(fase__in=[Fase.OVERDRACHT, Fase.HUISVESTING]) | Q(state=State.VOORLOPER))
        .exclude(state=State.GESLOTEN)
        .annotate(linked_on=Subquery(linked.values("on")[:1]))
        .select_related("person", "gemeente", "regisseur")
        .order_by("linked_on", "opened_on", "pk")
    )


def newest(rows: Iterable[ProfielVeld]) -> dict[str, ProfielVeld]:
    """The value that counts of each field: the one with the latest date, then the one recorded last."""
    found: dict[str, ProfielVeld] = {}
    for row in sorted(rows, key=lambda r: (r.as_of, r.pk)):
        found[row.key] = row
    return {key: row for key, row in found.items() if row.value}


def profile_rows(dossier: Dossier) -> list[ProfielVeld]:
    """Every value ever given, newest first."""
    return list(ProfielVeld.objects.filter(dossier=dossier).order_by("-as_of", "-pk"))


@dataclass(frozen=True, slots=True)
class Stand:
    """What is known of one handover. Dates are those of the facts; None: not yet."""

    linked_on: date | None
    location: str
    talked_on: date | None
    house_step: str
    house_on: date | None
    registered_on: date | None
    followed: bool
    keys: frozenset[str]
    has_language: bool
    has_regisseur: bool
    planned_on: date | None = None
    house_refusal: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What the handover still lacks, in the order of the work."""
        wanted = (
            ("koppeling van COA", self.linked_on is not None),
            ("klantprofiel", bool(self.keys)),
            *((label, False) for label in self.asked if self.keys),
            ("voorinburgering", self.followed),
            ("contacttaal", self.has_language),
            ("driegesprek", self.talked_on is not None),
            ("woning", self.housed),
            ("regisseur", self.has_regisseur),
        )
        return tuple(name for name, there in wanted if not there)

    @property
    def housed(self) -> bool:
        """Whether there is a home: the key was given, or the registration says so."""
        return self.registered_on is not None or self.house_step in HOUSED

    @property
    def asked(self) -> tuple[str, ...]:
        """The fields of the profile that the handover needs and that are not known yet, by their names on the page."""
        known = self.keys | ({"locatie"} if self.location else set())
        return tuple(v.label.lower() for v in VELDEN.values() if v.needed and v.key not in known)


def _with_known(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """With what is known of each: the fields of the profile, whether a language was chosen, the day of the next talk."""
    filled = ProfielVeld.objects.filter(dossier=OuterRef("pk")).exclude(value="").order_by("key")
    return rows.annotate(
        known_keys=ArraySubquery(filled.values("key").distinct()),
        has_language=Exists(PersonLanguage.objects.filter(person=OuterRef("person"), contact=True)),
        planned_on=Subquery(planned_talks().values("on")[:1]),
    )


def stands(dossiers: Iterable[Dossier]) -> dict[UUID, Stand]:
    """How each handover stands, for any number of dossiers in two statements; in one for those of ``to_hand_over``."""
    rows = list(dossiers)
    if all(hasattr(row, "known_keys") for row in rows):
        known = {row.pk: row for row in rows}
    else:
        found_known = _with_known(Dossier.objects.filter(pk__in=[row.pk for row in rows]))
        known = {row.pk: row for row in found_known}
    profiles = {
        pk: (frozenset(vars(row)["known_keys"]), vars(row)["has_language"], vars(row)["planned_on"])
        for pk, row in known.items()
    }
    events: dict[UUID, dict[str, Gebeurtenis]] = {}
    found = Gebeurtenis.objects.filter(dossier__in=rows, kind__in=STEPS, superseded_by=None)
    for event in found.order_by("on", "pk"):
        events.setdefault(event.dossier_id, {})[event.kind] = event
    return {d.pk: _stand(d, events.get(d.pk, {}), *profiles[d.pk]) for d in rows}


def _stand(
    dossier: Dossier, last: dict[str, Gebeurtenis], keys: frozenset[str], spoken: bool, planned: date | None
) -> Stand:
    def on(kind: Kind) -> date | None:
        return last[kind].on if kind in last else None

    linked, house = last.get(Kind.COA_KOPPELING), last.get(Kind.HUISVESTING)
    return Stand(
        linked_on=on(Kind.COA_KOPPELING),
        location=str(linked.payload.get("locatie") or "") if linked else "",
        talked_on=on(Kind.DRIEGESPREK),
        house_step=str(house.payload.get("stap") or "") if house else "",
        house_on=on(Kind.HUISVESTING),
        registered_on=on(Kind.BRP_INSCHRIJVING),
        followed=Kind.VOORINBURGERING in last,
        keys=keys,
        has_language=spoken,
        has_regisseur=dossier.regisseur_id is not None,
        planned_on=planned,
        house_refusal=str(house.payload.get("reden") or "") if house else "",
    )


def handover_events(dossier: Dossier) -> list[Gebeurtenis]:
    """What happened in the handover, newest first."""
    kinds = (*STEPS, Kind.UITNODIGING, Kind.COA_PROFIEL, Kind.DOSSIER_GEOPEND, Kind.VOORLOPER_GESTART)
    return list(timeline(dossier).filter(kind__in=kinds).order_by("-on", "-pk"))
