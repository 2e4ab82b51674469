"""The offer as it holds on a day: of the region, and of each gemeente with where it departs and why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from wegwijs.organisations.models import Gemeente
from wegwijs.stages.begeleiding.models import Aanbodafwijking, Basisaanbod, Begeleidingsdeel


@dataclass(frozen=True, slots=True)
class Offered:
    """One part in a gemeente: ``base`` minutes of the region, ``minutes`` here, and why that differs ("": it doesn't)."""

    part: Begeleidingsdeel
    base: int
    minutes: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a gemeente offers under a ``version`` of the region (its key), of which ``base`` are the minutes; ``parts`` are only those that
    take time there or in the region.
    """

    version: int
    base: Mapping[Begeleidingsdeel, int]
    parts: tuple[Offered, ...]

    @property
    def minutes(self) -> int:
        """Of all parts together."""
        return sum(one.minutes for one in self.parts)

    @property
    def departures(self) -> tuple[Offered, ...]:
        """The parts that take longer or shorter here."""
        return tuple(one for one in self.parts if one.minutes != one.base)


def version_on(on: date) -> Basisaanbod | None:
    """The version of the region on a day, with its parts; None when none was laid down before. Two statements."""
    rows = Basisaanbod.objects.filter(valid_from__lte=on).prefetch_related("regels")
    return rows.first()


def versions() -> list[Basisaanbod]:
    """Every version, newest first, with its parts."""
    return list(Basisaanbod.objects.prefetch_related("regels"))


def minutes_of(version: Basisaanbod) -> dict[Begeleidingsdeel, int]:
    """The parts of a version that was read with its parts."""
    return {Begeleidingsdeel(row.part): row.minutes for row in version.regels.all()}


# Of each gemeente ``g`` of the statement around it, on a day: the version of the region with its parts, and where the gemeente departs.
OFFERED = """
    LEFT JOIN LATERAL (
        SELECT b.id, (SELECT json_object_agg(r.part, r.minutes) FROM begeleiding_aanbodregel r WHERE r.aanbod_id = b.id) AS parts
        FROM begeleiding_basisaanbod b WHERE b.valid_from <= %(offered_on)s ORDER BY b.valid_from DESC, b.id DESC LIMIT 1
    ) base ON true
    LEFT JOIN LATERAL (
        SELECT json_object_agg(d.part, json_build_array(d.minutes, d.reason)) AS parts FROM (
            SELECT DISTINCT ON (a.part) a.part, a.minutes, a.reason FROM begeleiding_aanbodafwijking a
            WHERE a.gemeente_id = g.code AND a.valid_from <= %(offered_on)s ORDER BY a.part, a.valid_from DESC, a.id DESC
        ) d
    ) departed ON true
"""
_OFFERS = (
    f"SELECT g.code, base.id, base.parts, departed.parts FROM unnest(%(codes)s::text[]) AS g(code) {OFFERED}"  # noqa: S608 fixed
)


def offer_of(gemeente: str, *, on: date) -> Offer | None:
    """What a gemeente (its code) offers on a day. One statement."""
    return offers([gemeente], on=on).get(gemeente)


def offers(gemeenten: Collection[str], *, on: date) -> dict[str, Offer]:
    """The same of several, by code; none while the region has no version."""
    with connection.cursor() as cursor:
        cursor.execute(_OFFERS, {"codes": list(gemeenten), "offered_on": on})
        found = {code: offer_from(*said) for code, *said in cursor.fetchall()}
    return {code: offer for code, offer in found.items() if offer}


def offer_from(
    version: int | None, base: Mapping[str, int] | None, departed: Mapping[str, tuple[int, str]] | None
) -> Offer | None:
    """Of what ``OFFERED`` gives: key and minutes of the version, and minutes and reason of each departure; None without a version."""
    if version is None:
        return None
    known = {Begeleidingsdeel(part): minutes for part, minutes in (base or {}).items()}
    departures = {Begeleidingsdeel(part): said for part, said in (departed or {}).items()}
    return Offer(version, known, tuple(_parts(known, departures)))


def _parts(
    base: Mapping[Begeleidingsdeel, int], departures: Mapping[Begeleidingsdeel, tuple[int, str]]
) -> Iterable[Offered]:
    for part in Begeleidingsdeel:
        minutes, (apart, reason) = base.get(part, 0), departures.get(part, (0, ""))
        here = max(minutes + apart, 0)
        if minutes or here:
            yield Offered(part, minutes, here, reason if here != minutes else "")


def departure_on(gemeente: str, part: Begeleidingsdeel, *, on: date) -> Aanbodafwijking | None:
    """The departure of one part that holds in a gemeente on a day; one of zero minutes ended an earlier one."""
    rows = Aanbodafwijking.objects.filter(gemeente=gemeente, part=part, valid_from__lte=on)
    row = rows.order_by("-valid_from", "-id").first()
    return row if row and row.minutes else None


def coming(today: date) -> list[Aanbodafwijking]:
    """Departures that were laid down and don't hold yet, soonest first."""
    rows = Aanbodafwijking.objects.filter(valid_from__gt=today).select_related("gemeente")
    return list(rows.order_by("valid_from", "gemeente__naam", "part"))


def region() -> list[Gemeente]:
    """Every gemeente of the region, by name: an offer is no secret."""
    return list(Gemeente.objects.order_by("naam"))
