"""What few have: the keys of schools' own systems, a school of somebody's own choice, a place for the participation of the Z-route, and a
decision that fewer hours are asked."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from wegwijs import clock
from wegwijs.access.commands import make_key
from wegwijs.demo.staff import Staff
from wegwijs.demo.trajectory.walk import after_weekend
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Fase, State, Variant
from wegwijs.stages.leerroutes.commands.eigen_school import ask_data, close_question, register_school
from wegwijs.stages.leerroutes.commands.fewer_hours import FewerHours, decide_fewer_hours
from wegwijs.stages.leerroutes.models import (
    Gevraagde,
    Inburgeringsaanbod,
    Schoolgegeven,
    Urengrond,
    Vraaguitkomst,
)
from wegwijs.stages.participatie.commands import Offer, Week, add_place, place_somebody, record_at_place
from wegwijs.stages.participatie.models import Plaatsingsdoel, Taaleis, Weekdag, Werksoort
from wi2021.facts import Leerroute

HERE = "0505"
WEEK = timedelta(weeks=1)
# School, what the key is for, how many days from now it ends: of one the end is near, so that functional management is told.
KEYS = (("Sagènn", "leerlingvolgsysteem", 300), ("NLtraining", "roosterpakket", 21))
VOLUNTEERS = ("Buurthuis De Brug (verzonnen)", "Dordrecht", "A. Smits", "Koken en opdienen voor de buurt")
WORKS, LASTS, HALF_DAY = 6, 30, 240


def particular(staff: Staff, gemeenten: Collection[str]) -> None:
    """By functional management, a regisseur and who decides."""
    for short, name, days in KEYS:
        make_key(staff.organisations[short], name, by=staff.actor("kok"), valid_to=clock.today() + timedelta(days=days))  # fmt: skip
    _own_schools(staff, gemeenten)
    people = list(_planned(gemeenten).filter(route=Leerroute.Z.value, variant=Variant.ASIEL)[:2])
    if people:
        _takes_part(staff, people[0])
        _needs_fewer_hours(staff, people[-1])


def _planned(gemeenten: Collection[str]) -> QuerySet[Dossier]:
    """Who follows a route: those with lessons now first, and where most people look; then the newest."""
    since = Q(gebeurtenissen__kind=Kind.PIP_VASTGESTELD, gebeurtenissen__on__lte=clock.today() - 10 * WEEK)
    rows = Dossier.objects.filter(
        gemeente__in=gemeenten, fase=Fase.LEERROUTE, state=State.OPEN, person__died_on=None
    )
    for one in (since, Q(gebeurtenissen__kind=Kind.DUO_DOELGROEP)):
        rows = rows.filter(pk__in=Dossier.objects.filter(one).values("pk"))
    begun = Inburgeringsaanbod.objects.filter(dossier=OuterRef("pk"), state=Inburgeringsaanbod.State.BEGONNEN)
    rows = rows.annotate(learns=Exists(begun), here=Q(gemeente=HERE))
    return rows.select_related("gemeente", "person", "regisseur").order_by(
        "-learns", "-here", "-opened_on", "pk"
    )


def _own_schools(staff: Staff, gemeenten: Collection[str]) -> None:
    """Of gezinsmigranten: two who were asked something (one answered), and one of whom only the school is known."""
    people = _planned(gemeenten).filter(variant=Variant.GEZIN)[:3]
    names = (
        ("Taalhuis Zuid (verzonnen)", "Rotterdam"),
        ("ROC Avond (verzonnen)", "Dordrecht"),
        ("Taalclub (verzonnen)", ""),
    )
    for place, (dossier, (name, town)) in enumerate(zip(people, names, strict=False)):
        begins = after_weekend(clock.today() - 8 * WEEK)
        with clock.frozen(begins):
            by = staff.regisseur(dossier.gemeente_id)
            school = register_school(dossier, name, town, since=clock.today(), by=by, on=clock.today())
        if place == 2:
            return
        asked = after_weekend(clock.today() - (5 - 4 * place) * WEEK)
        with clock.frozen(asked):
            about, because = (
                [Schoolgegeven.VOORTGANG, Schoolgegeven.AANWEZIGHEID],
                "Voorbereiding van het voortgangsgesprek.",
            )
            vraag = ask_data(
                school, Gevraagde.SCHOOL, about, because, by=staff.regisseur(dossier.gemeente_id), on=asked
            )
        if place == 0:
            with clock.frozen(after_weekend(asked + WEEK)):
                words = "Komt elke les. Lezen en luisteren gaan goed; schrijven kost meer tijd."
                close_question(
                    vraag,
                    Vraaguitkomst.BEANTWOORD,
                    words,
                    by=staff.regisseur(dossier.gemeente_id),
                    on=clock.today(),
                )


def _takes_part(staff: Staff, dossier: Dossier) -> None:
    """Two half-days a week with volunteers, since some weeks."""
    today = clock.today()
    first = today - timedelta(days=today.weekday()) - WORKS * WEEK
    employer, place, contact, work = VOLUNTEERS
    days = (Weekdag.DI, Weekdag.DO)
    with clock.frozen(first - 2 * WEEK):
        offer = Offer(
            employer, place, contact, "078 000 01 01", work, 4, clock.today(), None, Taaleis.GEEN, "bus 3, halte Wijkcentrum",
            Werksoort.VRIJWILLIG, (Weekdag.MA, *days, Weekdag.VR), "3312 KL",
        )  # fmt: skip
        seat = add_place(offer, by=staff.regisseur(dossier.gemeente_id))
    with clock.frozen(first - WEEK):
        made = place_somebody(
            dossier, seat, by=staff.regisseur(dossier.gemeente_id), valid_from=first, valid_to=first + LASTS * WEEK, hours=LASTS * 8,
            doel=Plaatsingsdoel.Z, week=Week(days, 2 * HALF_DAY),
        )  # fmt: skip
    for number in range(2 * WORKS):
        day = first + number // 2 * WEEK + timedelta(days=1 + number % 2 * 2)
        with clock.frozen(day):
            record_at_place(
                made, by=staff.regisseur(dossier.gemeente_id), on=day, minutes=HALF_DAY, key=str(number)
            )


def _needs_fewer_hours(staff: Staff, dossier: Dossier) -> None:
    """Learns part of the language in the rehabilitation."""
    facts = FewerHours(
        Urengrond.BEPERKING,
        160,
        "Leert braille en Nederlands in de revalidatie, volgens het behandelplan.",
        rehabilitation=True,
    )
    with clock.frozen(after_weekend(clock.today() - 2 * WEEK)):
        decide_fewer_hours(dossier, facts, by=staff.actor("smit"), on=clock.today())
