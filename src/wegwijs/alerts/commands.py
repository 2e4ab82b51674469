"""Gather what there is to tell, mark it as read, choose what comes by mail, and send the mail."""

import logging
from collections.abc import Iterable
from datetime import date, datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.alerts.models import Alert, AlertKind, AlertMute, Digest
from wegwijs.alerts.queries import digests_due, kinds
from wegwijs.alerts.sources import Found, everything

log = logging.getLogger(__name__)
BATCH = 1000


@transaction.atomic
def gather(*, on: date) -> int:
    """Tell every employee what is new, and drop what passed unread; returns how many were new. Twice changes nothing."""
    found = {(f.employee, f.key): f for f in everything(on)}
    standing = {
        (who, key): pk
        for pk, who, key in Alert.objects.filter(gone_at=None).values_list("pk", "employee", "key")
    }
    passed = [pk for place, pk in standing.items() if place not in found]
    now = clock.now()
    Alert.objects.filter(pk__in=passed).update(gone_at=now)
    # What passed and stands again (a date moved back) is told again.
    again = Alert.objects.exclude(gone_at=None).filter(
        key__in={key for _, key in found.keys() - standing.keys()}
    )
    back = [pk for pk, who, key in again.values_list("pk", "employee", "key") if (who, key) in found]
    Alert.objects.filter(pk__in=back).update(gone_at=None, read_at=None)
    fresh = [_alert(f, now) for place, f in found.items() if place not in standing]
    before = Alert.objects.count()
    Alert.objects.bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)
    return Alert.objects.count() - before


def _alert(found: Found, now: datetime) -> Alert:
    return Alert(
        employee_id=found.employee, gemeente_id=found.gemeente, kind=found.kind, key=found.key, on=found.on,
        dossier_id=found.dossier, thing_id=found.thing, what=found.what, made_at=now,
    )  # fmt: skip


@transaction.atomic
def mark_read(*, by: Actor, pks: Iterable[object] | None = None) -> int:
    """The actor's own alerts were read: these, or all when none are named; returns how many."""
    rows = Alert.objects.filter(employee=by.employee, read_at=None)
    if pks is not None:
        rows = rows.filter(pk__in=list(pks))
    return rows.update(read_at=clock.now())


@transaction.atomic
def choose_mail(*, by: Actor, wanted: Iterable[str]) -> None:
    """Which of the kinds that the actor can be told come by mail; the others stay on the screen.

    Without an employee nothing is kept.
    """
    if by.employee is None:
        return
    mine = kinds(by)
    AlertMute.objects.filter(employee=by.employee, kind__in=mine).delete()
    muted = set(mine) - set(wanted)
    AlertMute.objects.bulk_create(AlertMute(employee=by.employee, kind=kind) for kind in sorted(muted))


def send_digests(*, on: date) -> int:
    """One mail a day to who has something unread: numbers and an address, nothing about anybody; returns how many went.

    The day is claimed before the mail goes: killed in between, no second mail goes that day, and what was unread
    counts the next day. A mail server that refuses gives the claim back.
    """
    sent = 0
    for employee, email, counts in digests_due(on):
        try:
            with transaction.atomic():
                claim = Digest.objects.create(employee_id=employee, on=on, claimed_at=clock.now())
        except IntegrityError:
            continue
        try:
            send_mail(_subject(counts), _text(counts), settings.DEFAULT_FROM_EMAIL, [email])
            sent += 1
        except (SMTPException, OSError) as fault:
            claim.delete()
            log.warning("a digest did not go: %s", type(fault).__name__)
    return sent


def _subject(counts: dict[str, int]) -> str:
    total = sum(counts.values())
    return f"Wegwijs: {total} {'melding' if total == 1 else 'meldingen'}"


def _text(counts: dict[str, int]) -> str:
    lines = [f"- {AlertKind(kind).label}: {count}" for kind, count in counts.items()]
    address = f"{settings.SITE_URL}{reverse('alerts:list')}"
    return "\n".join(
        (
            "Er staat iets voor u klaar in Wegwijs:", "", *lines, "", f"Bekijk het hier: {address}", "",
            "In deze mail staan nooit gegevens van mensen. Op dezelfde pagina kiest u wat u per mail krijgt.", "",
        )
    )  # fmt: skip
