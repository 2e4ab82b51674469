"""Groups, with who has a place in them."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from support.groups import group, half_day, trainer
from support.region import TODAY, Region
from wegwijs import clock
from wegwijs.agenda.commands import InterpreterFacts, save_interpreter
from wegwijs.dossiers.models import Dossier
from wegwijs.groups.commands import cancel_session, enrol

ACTORS = {"trainer": trainer}


def rows(region: Region, dossiers: Mapping[str, Dossier]) -> None:
    """A group that came together this morning and will again next week; two have a place. The time after is called off."""
    with clock.frozen(TODAY - timedelta(days=14)):
        days = [half_day(region, TODAY), half_day(region, TODAY + timedelta(days=9), title="Geld")]
        made = group(region, *days, half_day(region, TODAY + timedelta(days=16), title="Wonen"))
        save_interpreter(InterpreterFacts("Tolk Maas", ("ar",), "0787708914"), by=region.teamlead)
    with clock.frozen(datetime.combine(TODAY, time(8), tzinfo=clock.AMSTERDAM)):
        for step in ("talking", "established"):
            enrol(made, dossiers[step], by=region.regisseur)
    cancel_session(made.sessions.get(title="Wonen"), by=region.teamlead)
