"""People on the way to the end of a route: with DUO's exams, hours at a school with keurmerk, and the end itself."""

from datetime import date, timedelta

from support.contracts import buyer
from support.region import TODAY, Region, make_dossier
from wegwijs import clock
from wegwijs.contracts.commands import KeurmerkFacts, record_keurmerk
from wegwijs.contracts.models import Keurmerk
from wegwijs.dossiers import following
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.fake.server import term
from wegwijs.hours.models import Soort, Uren
from wegwijs.organisations.models import Organisation
from wegwijs.stages.leerroutes.commands.afronden import record_z_talk
from wegwijs.stages.participatie.commands import finish, record_final_talk, record_signing
from wegwijs.stages.participatie.queries import Module, Signing
from wi2021.leerroutes import Gespreksvoerder

ASYLUM, FAMILY = "Asielstatushouder", "Gezinsmigrant en overige migrant"
LONGEST = 720


def on_route(
    region: Region, route: str, *, pip: date = date(2024, 3, 10), group: str = ASYLUM, talks: int = 6, niveau: str = "",
    dossier: Dossier | None = None,
) -> Dossier:  # fmt: skip
    """A dossier with a PIP of that day, of another system, and DUO's group and term."""
    dossier = dossier or make_dossier(region, on=pip)
    duo = {"by": region.duo, "on": pip, "origin": Origin.DUO}
    record_event(dossier, Kind.DUO_DOELGROEP, payload={"indeling": group}, **duo)  # type: ignore[arg-type]
    level = niveau or ("A2" if route == "Z" else "B1")
    content = {
        "versie": 0, "dagtekening": pip.isoformat(), "leerroute": route, "niveau": level, "gemeente": "0505", "gesprekken": talks,
    }  # fmt: skip
    record_event(dossier, Kind.PIP_VASTGESTELD, by=region.regisseur, on=pip, payload=content)
    found = term(pip)
    told = {"start": found["startdatum"], "eind_exclusief": found["einddatum"]}
    record_event(dossier, Kind.DUO_TERMIJN, payload=told, **duo)  # type: ignore[arg-type]
    return dossier


def sat(
    region: Region, dossier: Dossier, part: str, *, on: date, result: str = "Geslaagd", niveau: str = "B1", reden: str = ""
) -> None:  # fmt: skip
    """DUO tells of an exam; ``part`` by DUO's code."""
    told = {
        "onderdeel": part, "niveau": None if part == "KNM" else niveau, "resultaat": result, "reden": reden or None,
        "datum": on.isoformat(),
    }  # fmt: skip
    record_event(dossier, Kind.DUO_EXAMEN, by=region.duo, on=on, origin=Origin.DUO, payload=told)


def school(region: Region) -> Organisation:
    """Sagènn, with its keurmerk from 2022."""
    found = region.organisations["Sagènn"]
    if not found.keurmerken.exists():
        facts = KeurmerkFacts(
            Keurmerk.Kind.BOW, "BOW-1", date(2022, 1, 1), date(2029, 12, 31), TODAY, "register"
        )
        record_keurmerk(found, facts, by=buyer(region))
    return found


def followed(
    region: Region, dossier: Dossier, soort: Soort, hours: int, *, at: Organisation, until: date = TODAY
) -> None:
    """So many whole hours in days of at most twelve, before those that stand; rows as they are, for speed without an event each."""
    earliest = dossier.uren.order_by("on").values_list("on", flat=True).first()
    left, day, rows = hours * 60, min(earliest - timedelta(days=1) if earliest else until, until), []
    while left:
        minutes = min(left, LONGEST)
        rows.append(
            Uren(
                dossier=dossier, soort=soort, on=day, minutes=minutes, aanbieder=at, source_key=f"{soort}{day}",
                practical=soort in (Soort.PVT, Soort.MAP), recorded_by=region.regisseur.user, label=region.regisseur.label,
                recorded_at=clock.now(),
            )
        )  # fmt: skip
        left, day = left - minutes, day - timedelta(days=1)
    Uren.objects.bulk_create(rows)
    following.tell(dossier, {Kind.UREN})


def modules_done(region: Region, dossier: Dossier, *, map_too: bool = True, on: date = TODAY) -> None:
    """PVT and MAP finished, as short as the law allows."""
    sdd, by = region.organisations["SDD"], region.regisseur
    followed(region, dossier, Soort.PVT, 12, at=sdd, until=on)
    record_signing(dossier, by=by, on=on, how=Signing.BIJEENKOMST)
    finish(dossier, Module.PVT, by=by)
    if map_too:
        followed(region, dossier, Soort.MAP, 40, at=sdd, until=on)
        record_final_talk(dossier, by=by, on=on, held_by=Gespreksvoerder.COLLEGE)
        finish(dossier, Module.MAP, by=by)


def z_ready(region: Region, *, dossier: Dossier | None = None) -> Dossier:
    """An asielstatushouder of whom nothing of the Z-route is open, nor PVT and MAP; not finished yet."""
    dossier = on_route(region, "Z", dossier=dossier)
    at = school(region)
    followed(region, dossier, Soort.NT2, 700, at=at)
    followed(region, dossier, Soort.KNM, 100, at=at)
    followed(region, dossier, Soort.PARTICIPATIE, 748, at=region.organisations["SDD"])
    modules_done(region, dossier)
    record_z_talk(dossier, by=region.regisseur, on=TODAY, held_by=Gespreksvoerder.COLLEGE)
    return dossier
