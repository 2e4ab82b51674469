"""Tasks, contacts and incoming post."""

from datetime import date, timedelta

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands.events import record_event, withdraw_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Contactmoment, Dossier, Gebeurtenis, IngekomenStuk, Taak
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Employee, Gemeente


def add_task(
    dossier: Dossier,
    title: str,
    *,
    why: str = "",
    due_on: date | None = None,
    assigned_to: Employee | None = None,
    link: str = "",
    source_key: str = "",
) -> Taak:
    """Add a task; with a ``source_key`` there is at most one open task of that key in the dossier."""
    handler = assigned_to or dossier.regisseur
    values = {"title": title, "why": why, "due_on": due_on, "link": link, "assigned_to": handler}
    if source_key:
        row, _ = Taak.objects.get_or_create(
            dossier=dossier,
            source_key=source_key,
            done_on=None,
            defaults={**values, "created_at": clock.now()},
        )
        return row
    return Taak.objects.create(dossier=dossier, created_at=clock.now(), **values)


@transaction.atomic
def give_task(dossier: Dossier, *, by: Actor, title: str, why: str, due_on: date | None) -> Taak:
    """Someone makes a task for the regisseur of the dossier, due on ``due_on`` (inclusive)."""
    by.require(Permission.DOSSIER_EDIT, dossier.gemeente_id)
    record(
        by=by,
        action=Action.CHANGE,
        kind="dossier",
        key=dossier.pk,
        gemeente=dossier.gemeente_id,
        detail="taak",
    )
    return add_task(dossier, title, why=why, due_on=due_on)


@transaction.atomic
def complete_task(task: Taak, *, by: Actor, on: date) -> None:
    """Tick a task off; ticking twice changes nothing."""
    by.require(Permission.CONTACT_RECORD, task.dossier.gemeente_id)
    if task.done_on:
        return
    task.done_on, task.done_by = on, by.label
    task.save(update_fields=["done_on", "done_by"])
    record_event(
        task.dossier, Kind.TAAK_GEDAAN, by=by, on=on, payload={"taak": task.title}, summary=task.title
    )


def drop_task(dossier: Dossier, source_key: str, *, by: Actor, on: date) -> None:
    """Close a task whose reason is gone; not an act of a person, so not in the timeline. "toets:*" closes them all."""
    rows = dossier.taken.filter(done_on=None)
    if source_key.endswith("*"):
        rows = rows.filter(source_key__startswith=source_key.removesuffix("*"))
    else:
        rows = rows.filter(source_key=source_key)
    rows.update(done_on=on, done_by=by.label)


def record_contact(
    dossier: Dossier,
    *,
    by: Actor,
    on: date,
    way: Contactmoment.Way,
    outgoing: bool,
    reached: bool,
    summary: str,
    follow_up: str = "",
    follow_up_days: int = 7,
) -> Contactmoment:
    """Record a call, a visit or a message; ``follow_up`` makes a task due ``follow_up_days`` days after ``on``."""
    by.require(Permission.CONTACT_RECORD, dossier.gemeente_id)
    if on > clock.today():
        raise DomainError(
            "De datum van het contact ligt in de toekomst. Vul vandaag of eerder in.", field="on"
        )
    # Nothing below is refused: what breaks undoes the whole request, so no savepoint, and daily work two statements less.
    with transaction.atomic(savepoint=False):
        task = None
        if follow_up:
            task = add_task(
                dossier,
                follow_up,
                why=f"vervolg op contact van {on:%d-%m-%Y}",
                due_on=on + timedelta(days=follow_up_days),
                assigned_to=by.employee,
            )
        contact = Contactmoment.objects.create(
            dossier=dossier,
            on=on,
            way=way,
            outgoing=outgoing,
            reached=reached,
            summary=summary,
            by=by.user,
            organisation=by.organisation_name,
            recorded_at=clock.now(),
            follow_up=task,
        )
        record_event(
            dossier,
            Kind.CONTACT,
            by=by,
            on=on,
            payload={"wijze": way, "gesproken": reached, "contact": contact.pk},
            summary=f"{contact.get_way_display()}: {'gesproken' if reached else 'niet bereikt'}",
            origin=Origin.EIGEN if by.sees_all else Origin.PARTNER,
        )
        return contact


@transaction.atomic
def register_post(
    gemeente: Gemeente,
    *,
    by: Actor,
    received_on: date,
    channel: IngekomenStuk.Channel,
    sender: str,
    subject: str,
    file_name: str = "",
    file_type: str = "",
    content: bytes | None = None,
) -> IngekomenStuk:
    """Register incoming post or mail; it waits in the list "nog niet toegevoegd" until it is filed."""
    by.require(Permission.POST_FILE, gemeente.code)
    if received_on > clock.today():
        raise DomainError(
            "De datum van ontvangst ligt in de toekomst. Vul vandaag of eerder in.", field="received_on"
        )
    made = IngekomenStuk.objects.create(
        gemeente=gemeente,
        received_on=received_on,
        channel=channel,
        sender=sender,
        subject=subject,
        file_name=file_name,
        file_type=file_type,
        content=content,
        registered_by=by.user,
        registered_at=clock.now(),
    )
    record(
        by=by, action=Action.CHANGE, kind="post", key=made.pk, gemeente=gemeente.code, detail="geregistreerd"
    )
    return made


@transaction.atomic
def file_post(item: IngekomenStuk, dossier: Dossier, *, by: Actor, task: str = "") -> None:
    """File post to a dossier, with a task when something must happen.

    Raises DomainError when it was filed before or belongs to another gemeente.
    """
    by.require(Permission.POST_FILE, dossier.gemeente_id)
    if item.dossier_id:
        raise DomainError("Dit stuk is al aan een dossier toegevoegd.")
    if item.gemeente_id != dossier.gemeente_id:
        raise DomainError(
            f"Dit stuk is ontvangen voor {item.gemeente}, het dossier hoort bij {dossier.gemeente}."
        )
    item.dossier = dossier
    item.filed_at = clock.now()
    if task:
        item.task = add_task(
            dossier, task, why=f"post van {item.sender}, ontvangen {item.received_on:%d-%m-%Y}"
        )
    item.save(update_fields=["dossier", "filed_at", "task"])
    _tell_filed(item, dossier, by=by)


def _tell_filed(item: IngekomenStuk, dossier: Dossier, *, by: Actor) -> None:
    record_event(
        dossier,
        Kind.POST_INGEKOMEN,
        by=by,
        on=item.received_on,
        payload={"stuk": str(item.pk)},
        summary=f"{item.subject} (van {item.sender})",
    )


@transaction.atomic
def move_post(item: IngekomenStuk, dossier: Dossier, *, by: Actor, reason: str) -> None:
    """Post that was filed to the wrong dossier goes to the right one; both timelines say so.

    Raises DomainError when it isn't filed, is there already, or belongs to another gemeente.
    """
    by.require(Permission.POST_FILE, dossier.gemeente_id)
    current = IngekomenStuk.objects.select_for_update(of=("self",)).defer("content").get(pk=item.pk)
    if current.dossier_id is None or current.dossier_id == dossier.pk:
        raise DomainError(
            "Dit stuk hoort al bij dat dossier, of nog bij geen. Kijk het nummer na.", field="number"
        )
    if current.gemeente_id != dossier.gemeente_id:
        raise DomainError(
            f"Dit stuk is ontvangen voor {item.gemeente}, het dossier hoort bij {dossier.gemeente}.",
            field="number",
        )
    filed = Gebeurtenis.objects.filter(
        dossier=current.dossier_id, kind=Kind.POST_INGEKOMEN, payload__stuk=str(item.pk), superseded_by=None
    ).first()
    if filed:
        withdraw_event(filed, by=by, reason=f"hoort bij een ander dossier ({reason})")
    if current.task_id:
        Taak.objects.filter(pk=current.task_id, done_on=None).update(done_on=clock.today(), done_by=by.label)
    current.dossier, current.filed_at, current.task = dossier, clock.now(), None
    current.save(update_fields=["dossier", "filed_at", "task"])
    _tell_filed(current, dossier, by=by)
