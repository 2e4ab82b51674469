"""A PIP with another route: its ground, its time, and what a move allows (R-SW, T-10, MOV-01)."""

from collections.abc import Iterator

from wi2021.facts import Facts
from wi2021.grondslag import Bevinding, Ernst
from wi2021.leerroutes import R_SW
from wi2021.pip.inhoud import PipInhoud, Wisselgrond
from wi2021.pip.regels import PIP06, oordeel, stop
from wi2021.termijnen import wisselen_mag
from wi2021.verhuizen import MOV01


def switch(pip: PipInhoud, facts: Facts) -> Iterator[Bevinding]:
    """A route changes with a ground, and after a year and a half only in special cases."""
    before = pip.vorige_leerroute
    if before is None or pip.leerroute is None or not pip.andere_route:
        return
    if pip.door_verhuizing:
        yield stop(
            MOV01,
            "leerroute",
            f"Na een verhuizing is de leerroute gelijk aan de route die al was vastgesteld: {before.naam}",
            f"Kies de {before.naam}. Wisselen kan later, met een reden.",
        )
        return
    yield Bevinding(
        PIP06, Ernst.INFO, "leerroute",
        f"Dit PIP volgt de wisseling van {before.naam} naar {pip.leerroute.naam}. De inburgeringstermijn blijft dezelfde ({PIP06.artikelen[1]}).",
        "U hoeft niets te doen.",
    )  # fmt: skip
    if pip.wisselgrond is None or not pip.wisselmotief:
        yield stop(
            R_SW,
            "wisselgrond",
            f"Wisselen van {before.naam} naar {pip.leerroute.naam} vraagt een reden",
            "Kies de reden (minder of meer voortgang dan verwacht) en leg die uit.",
        )
    if pip.dagtekening is None or pip.wisselgrond is Wisselgrond.BEZWAAR:
        return
    yield from _in_time(pip, facts)


def _in_time(pip: PipInhoud, facts: Facts) -> Iterator[Bevinding]:
    assert pip.vorige_leerroute and pip.leerroute and pip.dagtekening  # noqa: S101, PT018 the caller looked
    period = wisselen_mag(pip.vorige_leerroute, pip.leerroute, facts, on=pip.dagtekening)
    special = pip.wisselgrond is Wisselgrond.BIJZONDER
    said = period.uitleg[0].replace("**", "").removesuffix(".")
    if period.value and special:
        yield stop(
            R_SW,
            "wisselgrond",
            f"{said}. Een bijzonder geval is daarvoor geen reden: de wet vraagt minder of meer voortgang dan verwacht",
            "Kies minder of meer voortgang, en leg die uit.",
        )
    elif not period.value and special:
        yield oordeel(
            period.regel,
            "wisselgrond",
            f"{said}. Daarna kan het alleen in bijzondere individuele gevallen, bij minder of meer voortgang dan verwacht",
            "Weeg wat er bijzonder is aan dit geval en leg dat vast.",
        )
    elif not period.value:
        yield stop(
            period.regel,
            "leerroute",
            said,
            "Houd de huidige route, of leg een bijzondere individuele omstandigheid vast.",
        )
