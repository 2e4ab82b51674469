"""Maatschappelijke begeleiding: an offer with versions and departures, plans in every state, volunteers, a yearly talk."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from django.db.models import Exists, OuterRef, Q

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.commands import record_review
from wegwijs.demo.staff import Staff
from wegwijs.demo.trajectory import after_weekend
from wegwijs.dossiers.commands import assign_colleague, involve, refresh
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Betrokkenheid, Contactmoment, Dossier, State
from wegwijs.organisations.models import Gemeente, Jaargesprek
from wegwijs.stages.begeleiding.commands import (
    Agreed,
    Visit,
    Wanted,
    change_plan,
    depart,
    end_plan,
    lay_down_offer,
    make_plan,
    record_visit,
)
from wegwijs.stages.begeleiding.models import Begeleidingsdeel, Begeleidingsplan, Eindreden
from wegwijs.stages.begeleiding.queries.offer import offer_of

D = Begeleidingsdeel
Way = Contactmoment.Way
FIRST = {
    D.KENNISMAKING: 120,
    D.WONING: 480,
    D.ZORG: 180,
    D.GELD: 360,
    D.INSTANTIES: 240,
    D.BUURT: 180,
    D.AFRONDEN: 60,
}
NOW = {**FIRST, D.KINDEREN: 180, D.MEEDOEN: 240}
NEXT = {**NOW, D.GELD: 480}
DEPARTURES = (
    ("0505", D.GELD, 240, "het spreekuur over post in het stadhuis is gestopt"),
    ("0642", D.WONING, -120, "de gemeente een eigen klusdienst heeft"),
    ("0610", D.EIGEN, 120, "de gemeente iedereen fietsles geeft"),
)
GOALS = {
    D.WONING: "Het huis is klaar om in te wonen.",
    D.GELD: "Kan zelf rekeningen betalen en post op volgorde leggen.",
    D.ZORG: "Heeft een huisarts en weet wanneer te bellen.",
    D.BUURT: "Kent de weg naar winkels, school en bibliotheek.",
    D.KINDEREN: "De kinderen zijn ingeschreven op school.",
}
SEEN = (
    (D.KENNISMAKING, 90, Way.BEZOEK, "Kennisgemaakt en samen het plan gemaakt."),
    (D.WONING, 180, Way.BEZOEK, "Meubels opgehaald en in elkaar gezet."),
    (D.WONING, 120, Way.BEZOEK, "Gordijnen opgehangen en de meterkast uitgelegd."),
    (D.ZORG, 60, Way.BEZOEK, "Ingeschreven bij de huisarts."),
    (D.GELD, 75, Way.KANTOOR, "Post gesorteerd en een map gemaakt."),
    (D.INSTANTIES, 45, Way.TELEFOON, "Samen gebeld over de toeslagen."),
    (D.BUURT, 90, Way.BEZOEK, "Samen naar de bibliotheek geweest."),
    (D.GELD, 60, Way.BEZOEK, "De eerste rekening betaald met de app van de bank."),
)
# How many plans in which gemeente: in the smallest so few that a controller sees no number.
PLANS: Mapping[str, int] = {"0505": 8, "0642": 6, "0531": 5, "0590": 3, "0610": 2}


@dataclass(frozen=True, slots=True)
class _Told:
    """How a plan goes: begun so many days ago, for so long, with so many visits, the last so many days ago."""

    ago: int
    days: int
    visits: int
    last: int
    helper: str = ""
    ends: Eindreden | None = None
    changed: bool = False


_STORIES = (
    _Told(120, 540, 8, 2, helper="hofman"),
    _Told(80, 540, 5, 6, helper="dekker", changed=True),
    _Told(60, 540, 4, 30),
    _Told(150, 165, 7, 9, helper="hofman"),
    _Told(140, 130, 6, 12),
    _Told(130, 540, 6, 20, ends=Eindreden.BEREIKT),
    _Told(70, 540, 3, 25, ends=Eindreden.GEEN_CONTACT),
    _Told(20, 540, 1, 3),
)


def guidance(staff: Staff, gemeenten: Collection[str]) -> None:
    """In these gemeenten, as far as people live there who can be guided."""
    _offer(staff)
    _talk(staff)
    for code in gemeenten:
        told = zip(_STORIES, _people(code)[: PLANS.get(code, 0)], strict=False)
        for story, dossier in told:
            _plan(staff, dossier, story)


def _ago(days: int) -> date:
    return after_weekend(clock.today() - timedelta(days=days))


def _offer(staff: Staff) -> None:
    """Laid down twice, to change next year; three gemeenten depart."""
    for days, minutes, source in (
        (500, FIRST, "Beleidskader inburgering, bijlage 3"),
        (210, NOW, "Besluit van het regieberaad"),
    ):
        with clock.frozen(clock.today() - timedelta(days=days)):
            lay_down_offer(minutes, by=staff.actor("kok"), valid_from=clock.today(), source=source)
            if minutes is NOW:
                for code, part, more, why in DEPARTURES:
                    gemeente = Gemeente.objects.get(pk=code)
                    depart(gemeente, part, more, by=staff.actor("kok"), valid_from=clock.today(), reason=why)
    coming = date(clock.today().year + 1, 1, 1)
    lay_down_offer(NEXT, by=staff.actor("kok"), valid_from=coming, source="Beleidskader van volgend jaar")


def _talk(staff: Staff) -> None:
    """With one of the two volunteers; with the other it is due."""
    with clock.frozen(clock.today() - timedelta(days=60)):
        helper, today = staff.actor("hofman").employee, clock.today()
        assert helper  # noqa: S101
        record_review(
            helper, by=staff.actor("jacobs"), on=today, outcome=Jaargesprek.Outcome.DOOR, last_day=today + timedelta(days=365)
        )  # fmt: skip


def _people(code: str) -> list[Dossier]:
    """Who lives here long enough: of the told stories first, then of whom was taken over from the older system."""
    rows = Dossier.objects.filter(
        gemeente=code, state=State.OPEN, opened_on__lt=clock.today() - timedelta(days=30)
    )
    rows = rows.exclude(person__protected=True).exclude(person__contact_safely=True)
    # Whom VluchtelingenWerk was let in for lately, or not any more, has another story.
    lately = Betrokkenheid.objects.filter(
        Q(valid_from__gt=_ago(160)) | Q(valid_to__isnull=False), dossier=OuterRef("pk")
    )
    rows = rows.exclude(Exists(lately)).select_related("person", "gemeente", "regisseur")
    told = rows.exclude(gebeurtenissen__kind=Kind.OVERGENOMEN).order_by("-opened_on", "number")
    taken = rows.filter(gebeurtenissen__kind=Kind.OVERGENOMEN).order_by("-opened_on", "number")
    return [*told[:8], *taken[:8]]


def _plan(staff: Staff, dossier: Dossier, story: _Told) -> None:
    vwn, key = staff.organisations["VluchtelingenWerk"], count()
    known = (
        dossier.betrokkenen.filter(organisation=vwn, employee=None, valid_to=None)
        .order_by("valid_from")
        .first()
    )
    since = known.valid_from if known else dossier.opened_on
    begins = max(_ago(story.ago), after_weekend(since))
    with clock.frozen(begins):
        if known is None:
            by = staff.regisseur(dossier.gemeente_id)
            involve(dossier, vwn, by=by, on=begins, purpose="maatschappelijke begeleiding", basis="Wi 13")
        offer = offer_of(dossier.gemeente_id, on=begins)
        assert offer  # noqa: S101 laid down long before
        parts = {one.part: Agreed(one.minutes, GOALS.get(one.part, "")) for one in offer.parts}
        guide = staff.actor("bakker").employee
        assert guide  # noqa: S101
        wanted = Wanted(guide, begins + timedelta(days=story.days), parts)
        plan = make_plan(dossier, wanted, by=staff.actor("bakker"), begins_on=begins)
        if story.helper:
            _name(staff, dossier, story.helper)
    for day, (part, minutes, way, words) in zip(_days(begins, story), SEEN, strict=False):
        with clock.frozen(day):
            who = _who(staff, dossier, story, part)
            visit = Visit(day, minutes, part, way, reached=True, summary=words, key=f"voorbeeld{next(key)}")
            record_visit(plan, visit, by=who)
    _goes_on(staff, plan, wanted, story)
    refresh(dossier)


def _name(staff: Staff, dossier: Dossier, username: str) -> None:
    helper = staff.actor(username).employee
    assert helper  # noqa: S101
    assign_colleague(dossier, helper, by=staff.actor("jacobs"), on=clock.today())


def _who(staff: Staff, dossier: Dossier, story: _Told, part: D) -> Actor:
    """The home is done with the volunteer, where there is one."""
    return staff.actor(story.helper if story.helper and part is D.WONING else "bakker")


def _days(begins: date, story: _Told) -> Iterator[date]:
    """Spread evenly from the beginning until the last contact; never on the same day."""
    last = max(clock.today() - timedelta(days=story.last), begins)
    step = max((last - begins).days // max(story.visits - 1, 1), 1)
    days = {min(after_weekend(begins + timedelta(days=step * n)), clock.today()) for n in range(story.visits)}
    yield from sorted(days)


def _goes_on(staff: Staff, plan: Begeleidingsplan, wanted: Wanted, story: _Told) -> None:
    if story.changed:
        with clock.frozen(_ago(20)):
            more = {**wanted.parts, D.GELD: Agreed(720, "Kan zelf een regeling treffen met een bedrijf.")}
            changed = Wanted(wanted.begeleider, wanted.ends_on, more)
            change_plan(
                plan,
                changed,
                by=staff.actor("bakker"),
                why="Er bleken meer rekeningen te liggen.",
                expected_version=1,
            )
    if story.ends:
        with clock.frozen(_ago(story.last - 3)):
            end_plan(
                plan, story.ends, by=staff.actor("bakker"), on=clock.today(), expected_version=plan.version
            )
