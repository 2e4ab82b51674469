"""The offer as it holds on a day: of the region, and of each gemeente with where it departs and why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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
    """What a gemeente offers under a version of the region; only parts that take time there or in the region."""

    version: Basisaanbod
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


def offer_of(gemeente: str, *, on: date) -> Offer | None:
    """What a gemeente (its code) offers on a day. Three statements."""
    return offers([gemeente], on=on).get(gemeente)


def offers(gemeenten: Collection[str], *, on: date) -> dict[str, Offer]:
    """The same of several, by code; none while the region has no version."""
    version = version_on(on)
    if version is None:
        return {}
    base, departures = minutes_of(version), _departures(gemeenten, on)
    return {code: Offer(version, tuple(_parts(base, departures.get(code, {})))) for code in gemeenten}


def _departures(gemeenten: Collection[str], on: date) -> dict[str, dict[Begeleidingsdeel, Aanbodafwijking]]:
    rows = Aanbodafwijking.objects.filter(gemeente__in=gemeenten, valid_from__lte=on)
    found: dict[str, dict[Begeleidingsdeel, Aanbodafwijking]] = {}
    for row in rows.order_by("gemeente_id", "part", "-valid_from", "-id").distinct("gemeente_id", "part"):
        found.setdefault(row.gemeente_id, {})[Begeleidingsdeel(row.part)] = row
    return found


def _parts(
    base: Mapping[Begeleidingsdeel, int], departures: Mapping[Begeleidingsdeel, Aanbodafwijking]
) -> Iterable[Offered]:
    for part in Begeleidingsdeel:
        minutes, row = base.get(part, 0), departures.get(part)
        here = max(minutes + row.minutes, 0) if row else minutes
        if minutes or here:
            yield Offered(part, minutes, here, row.reason if row and here != minutes else "")


def departure_on(gemeente: str, part: Begeleidingsdeel, *, on: date) -> Aanbodafwijking | None:
    """The departure of one part that holds in a gemeente on a day; one of zero minutes ended an earlier one."""
    row = _departures([gemeente], on).get(gemeente, {}).get(part)
    return row if row and row.minutes else None


def coming(today: date) -> list[Aanbodafwijking]:
    """Departures that were laid down and don't hold yet, soonest first."""
    rows = Aanbodafwijking.objects.filter(valid_from__gt=today).select_related("gemeente")
    return list(rows.order_by("valid_from", "gemeente__naam", "part"))


def region() -> list[Gemeente]:
    """Every gemeente of the region, by name: an offer is no secret."""
    return list(Gemeente.objects.order_by("naam"))
