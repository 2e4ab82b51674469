"""The end of a route: the final talk of the Z-route, the taalschakeltraject, finishing with DUO told, and the proof handed over."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import add_task, drop_task, record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.errors import DomainError
from wegwijs.messages.commands import queue_outbound
from wegwijs.messages.models import OutboundMessage
from wegwijs.stages.leerroutes.queries.voltooien import Completion, completion, z_reached
from wegwijs.stages.participatie.queries import source_of
from wegwijs.ui.format import day
from wi2021.facts import Leerroute
from wi2021.leerroutes import (
    R_O,
    R_Z_A,
    Gespreksvoerder,
    Resultaat,
    bewijs,
    check_resultaat,
    eindgesprek_z_geldig,
)

KIND = "zroute"
HAND_OVER = "certificaat"
# Parts of the table that make up the Z-route itself, and those whose day DUO wants first.
OF_Z, BEFORE_Z = ("cursus", "participatie", "eindgesprek"), ("pvt", "map")


@transaction.atomic
def record_z_talk(
    dossier: Dossier, *, by: Actor, on: date, held_by: Gespreksvoerder, mandate: str = ""
) -> Gebeurtenis:
    """The final talk of the Z-route was held; recording it again takes the place of what was recorded (R-Z-m).

    ``mandate``: on which mandate an openbaar lichaam held it. Raises NotAllowed without the right there; DomainError for a provider,
    whom the law keeps from it, for another route, and once the Z-route was finished.
    """
    found = _held(dossier, by, Leerroute.Z)
    answer = eindgesprek_z_geldig(held_by)
    if not answer.value:
        raise DomainError(
            f"Een taalaanbieder mag dit gesprek niet voeren. {' '.join(answer.uitleg)} Laat het college het gesprek voeren.",
            field="held_by", artikel=answer.regel.artikelen[0],
        )  # fmt: skip
    if held_by is not Gespreksvoerder.COLLEGE and not mandate:
        raise DomainError("Vul in op welk mandaat een ander dan het college het voerde.", field="mandate")
    return record_event(
        dossier, Kind.Z_EINDGESPREK, by=by, on=on, payload={"door": held_by.value, "mandaat": mandate},
        summary=f"door {held_by.value}" + (f", mandaat: {mandate}" if mandate else ""), supersedes=found.talk,
    )  # fmt: skip


@transaction.atomic
def record_taalschakel(dossier: Dossier, *, by: Actor, on: date, school: str) -> Gebeurtenis:
    """The taalschakeltraject was completed; recording it again takes the place of what was recorded (R-O).

    Raises NotAllowed without the right there; DomainError outside the Onderwijsroute.
    """
    found = _held(dossier, by, Leerroute.ONDERWIJS)
    return record_event(
        dossier, Kind.TAALSCHAKEL_KLAAR, by=by, on=on, payload={"school": school}, summary=f"bij {school}",
        supersedes=found.taalschakel,
    )  # fmt: skip


def _held(dossier: Dossier, by: Actor, route: Leerroute) -> Completion:
    """How far it is, with the dossier held so that two people don't record at once."""
    by.require(Permission.MODULES_RECORD, dossier.gemeente_id)
    current = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if not current.is_open:
        raise DomainError("Dit dossier is gesloten. Heropen het eerst.")
    found = completion(dossier)
    if found.route is not route:
        now = found.route.naam if found.route else "geen route: er geldt nog geen PIP"
        raise DomainError(
            f"Dit hoort bij de {route.naam}. In het PIP staat: {now}. Kijk het PIP na.",
            artikel=(R_Z_A if route is Leerroute.Z else R_O).artikelen[0],
        )  # fmt: skip
    if found.z_finished:
        raise DomainError(
            f"De Z-route is afgerond op {day(found.z_finished.on)}. Trek eerst de afronding in als er iets niet klopt."
        )
    return found


@transaction.atomic
def finish_z(dossier: Dossier, *, by: Actor) -> Gebeurtenis:
    """The Z-route is finished on the day of its last act, and DUO hears of it (R-Z-A, R-Z-G; DUO-MPZ).

    Raises NotAllowed without the right there; DomainError with what the law still misses, or what DUO would refuse.
    """
    found = _held(dossier, by, Leerroute.Z)
    on = finish_day(dossier, found)
    missing = why_not_finished(found)
    if missing or on is None:
        raise DomainError(missing or "Dit kan nog niet worden afgerond.")
    faults = [
        f for f in check_resultaat(Resultaat(on), found.facts, on=clock.today()) if f.veld != "verwijtbaar"
    ]
    if faults:
        raise DomainError(f"{faults[0].zin}. {faults[0].remedie}")
    hours = found.hours
    made = {"cursus": hours.cursus, "participatie": hours.participatie} if hours else {}
    event = record_event(
        dossier, Kind.Z_AFGEROND, by=by, on=on, payload=made, summary="alle onderdelen klaar"
    )
    _tell_duo(dossier, on.isoformat())
    return event


def why_not_finished(found: Completion) -> str:
    """What stands in the way of finishing the Z-route, as a sentence with the article; "" when nothing does."""
    if found.table is None:
        return " ".join(found.answer.uitleg)
    left = [row for row in found.table.open if row.onderdeel in OF_Z]
    if left:
        sentences = ", ".join(row.eis[:1].lower() + row.eis[1:] for row in left)
        return (
            f"De Z-route kan nog niet worden afgerond. Nog te doen: {sentences} ({source_of(left[0].regel)})."
        )
    first = [row.onderdeel.upper() for row in found.table.open if row.onderdeel in BEFORE_Z]
    if first:
        return f"Rond eerst {' en '.join(first)} af: DUO neemt geen dag aan die na de afronding van de Z-route ligt."
    return ""


def finish_day(dossier: Dossier, found: Completion) -> date | None:
    """The last of the final talk, the days on which the hours were enough, and those of PVT and MAP; None while there was no talk."""
    if found.talk is None:
        return None
    modules = (m.finished.on for m in (found.modules.pvt, found.modules.map) if m.finished)
    return max([found.talk.on, *z_reached(dossier, found), *modules])


@transaction.atomic
def take_back_z(dossier: Dossier, *, by: Actor, reason: str) -> Gebeurtenis:
    """What was finished by mistake is open again, and DUO's day is taken away.

    Raises NotAllowed without the right there; DomainError when it isn't finished.
    """
    by.require(Permission.MODULES_RECORD, dossier.gemeente_id)
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    finished = completion(dossier).z_finished
    if finished is None:
        raise DomainError("De Z-route is niet afgerond. Ververs de pagina.")
    _tell_duo(dossier, "")
    return record_event(
        dossier, Kind.GEGEVEN_INGETROKKEN, by=by, on=finished.on, payload={"wat": finished.kind, "reden": reason},
        summary=f"{Kind.Z_AFGEROND.label}: {reason}"[:240], supersedes=finished,
    )  # fmt: skip


def _tell_duo(dossier: Dossier, on: str) -> None:
    before = f"{KIND}:{dossier.pk}:"
    turn = 1 + OutboundMessage.objects.filter(key__startswith=before).count()
    queue_outbound(
        partner="duo", kind=KIND, key=f"{before}{turn}", gemeente=dossier.gemeente_id, payload={"datum": on},
        dossier_id=dossier.pk,
    )  # fmt: skip


@transaction.atomic
def record_proof(dossier: Dossier, *, by: Actor, on: date, how: str = "") -> Gebeurtenis:
    """The certificate was handed over in person (Z-route), or the diploma of DUO was received (DIP-01).

    ``how``: by whom and where. Also in a closed dossier, since meeting the duty closes it. Raises NotAllowed without the right there;
    DomainError while DUO hasn't said that the duty was met, and before that day.
    """
    by.require(Permission.MODULES_RECORD, dossier.gemeente_id)
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    found = completion(dossier)
    if found.met_on is None or found.route is None:
        raise DomainError(
            "DUO heeft nog niet gemeld dat de inburgeringsplicht is voldaan. Wacht op DUO.",
            artikel=bewijs(found.route or Leerroute.Z).regel.artikelen[0],
        )
    if on < found.met_on:
        raise DomainError(
            f"DUO zegt dat de plicht is voldaan op {day(found.met_on)}. Vul die dag of later in.", field="on"
        )
    drop_task(dossier, HAND_OVER, by=by, on=clock.today())
    soort = bewijs(found.route).value
    said = "persoonlijk uitgereikt" if soort == "certificaat" else "ontvangen"
    return record_event(
        dossier, Kind.BEWIJS, by=by, on=on, payload={"soort": soort, "hoe": how},
        summary=f"{soort} {said}" + (f", {how}" if how else ""), supersedes=found.proof,
    )  # fmt: skip


def ask_certificate(event: Gebeurtenis, *, by: Actor) -> None:
    """DUO says that the duty of who followed the Z-route was met: the college hands the certificate over in person (DIP-01).

    Where DUO says so no longer, nobody needs to.
    """
    dossier = Dossier.objects.select_related("regisseur").get(pk=event.dossier_id)
    found = completion(dossier)
    if found.met_on is None:
        drop_task(dossier, HAND_OVER, by=by, on=clock.today())
    elif found.route is Leerroute.Z and found.proof is None:
        add_task(
            dossier, "Reik het certificaat persoonlijk uit", link=reverse("voltooien:proof", args=[dossier.pk]), source_key=HAND_OVER,
            why="DUO meldt dat de plicht is voldaan. Het college reikt het certificaat zelf uit (Bi 3.16; Ri 3.18).",
        )  # fmt: skip
