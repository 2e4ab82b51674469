"""Learning: at a school, at the end, in the onderwijsroute, at a school of their own."""

from datetime import date

from support.completion import FAMILY, on_route, z_ready
from support.lessons import asked as asked_place
from support.lessons import course, followed, learner, learning, reported, school, week
from support.region import TODAY, Region
from wegwijs.dossiers.choices import TalkPlace
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.leerroutes.commands import send_signal, wait_for_place
from wegwijs.stages.leerroutes.commands.afronden import finish_z
from wegwijs.stages.leerroutes.commands.eigen_school import ask_data, register_school
from wegwijs.stages.leerroutes.commands.fewer_hours import FewerHours, decide_fewer_hours
from wegwijs.stages.leerroutes.commands.talks import Agreed, Who, hold_talk
from wegwijs.stages.leerroutes.models import (
    Gevraagde,
    Inburgeringsaanbod,
    Schoolgegeven,
    Signaalsoort,
    Urengrond,
    Wachtreden,
)
from wegwijs.stages.leerroutes.quarters import Quarter

ACTORS = {"school": school}


def learns(region: Region) -> Dossier:
    """Follows lessons at a school; another is asked for there, and a third waits."""
    of, dossier = course(region), learner(region)
    row = learning(region, dossier, of)
    followed(region, row, week(followed=600, unexcused=120, reason="werk"))
    Inburgeringsaanbod.objects.filter(pk=row.pk).update(began_on=date(2026, 3, 2))
    reported(region, row, Quarter(2026, 2))
    send_signal(row, Signaalsoort.UITVAL, "Komt al twee weken niet.", by=school(region))
    asked_place(region, learner(region), of)
    wait_for_place(learner(region), Wachtreden.GEEN_PLAATS, by=region.regisseur, on=TODAY)
    return dossier


def ending(region: Region) -> Dossier:
    """The Z-route is finished, with fewer hours by decision, and DUO says that the duty was met: the certificate waits."""
    dossier = z_ready(region)
    less = FewerHours(Urengrond.BEPERKING, 100, "Leert daar Nederlands", rehabilitation=True)
    decide_fewer_hours(dossier, less, by=region.decider, on=TODAY)
    finish_z(dossier, by=region.regisseur)
    told = {"plichtig": False, "eind": TODAY.isoformat(), "reden_geen": "Inburgeringsplicht voldaan"}
    record_event(dossier, Kind.DUO_PLICHT, by=region.duo, on=TODAY, origin=Origin.DUO, payload=told)
    return dossier


def in_the_onderwijsroute(region: Region) -> Dossier:
    """Its termijn ends soon, nothing was offered, a talk was held."""
    dossier = on_route(region, "O")
    agreed = (Agreed("Belt de school", Who.GEMEENTE, TODAY),)
    hold_talk(dossier, by=region.regisseur, on=TODAY, way=TalkPlace.KANTOOR, agreed=agreed)
    return dossier


def chose_a_school(region: Region) -> Dossier:
    """Gets no offer, goes to a school of their own choice, and was asked how it goes."""
    dossier = on_route(region, "B", pip=date(2026, 3, 10), group=FAMILY)
    on = {"by": region.regisseur, "on": TODAY}
    row = register_school(dossier, "Taalhuis Zuid", "Rotterdam", since=date(2026, 9, 1), **on)  # type: ignore[arg-type]
    ask_data(row, Gevraagde.SCHOOL, [Schoolgegeven.VOORTGANG], "Voorbereiding van het gesprek", **on)  # type: ignore[arg-type]
    return dossier


DOSSIERS = {
    "learns": learns, "ending": ending, "onderwijsroute": in_the_onderwijsroute, "chose_a_school": chose_a_school,
}  # fmt: skip
