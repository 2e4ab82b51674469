"""Employers with places for the MAP, people who are there, one who left, and some who are not behind on their lessons."""

from datetime import date, timedelta

from wegwijs import clock
from wegwijs.demo.staff import Staff
from wegwijs.demo.trajectory import after_weekend
from wegwijs.dossiers.models import Dossier
from wegwijs.hours.commands import Done, record_hours
from wegwijs.hours.models import Soort
from wegwijs.stages.participatie.commands import (
    Offer,
    add_place,
    end_placement,
    place_somebody,
    record_at_place,
)
from wegwijs.stages.participatie.models import Plaatsing, Plaatsingseinde, Taaleis, Werkplek

HERE = "0505"
WEEK = timedelta(weeks=1)
# employer, where, whom one calls, work, seats, language, how one gets there
PLACES = (
    ("Bakkerij De Halm", "Dordrecht", "P. Vos", "Brood inpakken", 2, Taaleis.A1, "bus 4 vanaf het station, tien minuten"),
    ("Kringloop Opnieuw", "Zwijndrecht", "H. Jacobs", "Kleding sorteren", 3, Taaleis.GEEN, "waterbus en vijf minuten lopen"),
    ("Zorgcentrum De Linde", "Dordrecht", "W. Kuiper", "Helpen bij de lunch", 1, Taaleis.A2, "bus 2, halte Krispijn"),
    ("Hoveniersbedrijf Van Leer", "Papendrecht", "K. van Leer", "Snoeien en planten", 2, Taaleis.A1, "fiets; er is een deelauto"),
    ("Fietsenmaker Wiel", "Dordrecht", "A. Wiel", "Fietsen nakijken", 1, Taaleis.A2, ""),
)  # fmt: skip
HALF_DAYS, LESSONS = 4, 12


def places(staff: Staff) -> None:
    """In Dordrecht, by its regisseur: as many people as there are stories."""
    by = staff.actor("devries")
    today = clock.today()
    made = []
    with clock.frozen(after_weekend(today - 12 * WEEK)):
        for employer, place, contact, work, seats, level, travel in PLACES:
            offer = Offer(
                employer, place, contact, "078 000 01 00", work, seats, clock.today(), None, level, travel
            )
            made.append(add_place(offer, by=by))
    # With hours of the MAP still to make; who has the longest way to go first.
    wanted = Dossier.objects.filter(
        gemeente=HERE, urenstand__in_wegwijs=True, urenstand__map_done=False, urenstand__map_needed=True
    ).select_related("person", "gemeente", "regisseur")
    people = list(wanted.order_by("-urenstand__map_behind", "pk"))
    for dossier, seat in zip(people, (made[0], made[0], made[1], made[2]), strict=False):
        _works(staff, dossier, seat, after_weekend(today - 3 * WEEK))
    if len(people) > 4:
        left = _works(staff, people[4], made[1], after_weekend(today - 5 * WEEK))
        with clock.frozen(after_weekend(today - 2 * WEEK)):
            end_placement(left, Plaatsingseinde.WERK, by=staff.actor("devries"), on=clock.today())
    for dossier in people[:2]:
        _learns(staff, dossier)


def _works(staff: Staff, dossier: Dossier, place: Werkplek, first: date) -> Plaatsing:
    """Half a day a week since ``first``, as far as it lies behind."""
    by = staff.actor("devries")
    with clock.frozen(first - WEEK):
        made = place_somebody(dossier, place, by=by, valid_from=first, valid_to=first + 10 * WEEK, hours=40)
    for number in range(HALF_DAYS):
        day = first + number * WEEK
        if day <= clock.today():
            with clock.frozen(day):
                record_at_place(
                    made, by=staff.actor("devries"), on=day, minutes=240, key=str(number), theme="werkcultuur"
                )
    return made


def _learns(staff: Staff, dossier: Dossier) -> None:
    """A day of Dutch a week, the last weeks; the day after that of the place."""
    for number in range(LESSONS):
        day = after_weekend(after_weekend(clock.today() - (number + 1) * WEEK) + timedelta(days=1))
        with clock.frozen(day):
            done = Done(Soort.NT2, day, 360, staff.organisations["Sagènn"], f"les:{day}")
            record_hours(dossier, done, by=staff.actor("devries"))
