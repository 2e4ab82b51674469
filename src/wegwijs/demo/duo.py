"""The stand-in for DUO in the trial region: it answers the worker, and knocks on the real door for notifications.

``introduce`` makes someone known at DUO, ``happens`` lets something happen in that life and sends the notification,
``connect`` gives gemeenten their machine link. All of it is used by the example region and by hand.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

import httpx
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from stdnum.nl import bsn as bsn_check

from wegwijs import clock
from wegwijs.demo.models import FakeDuoAnswer, FakeDuoRecord
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.codes import ASYLUM, FAMILY
from wegwijs.exchange.duo.fake.life import happen
from wegwijs.exchange.duo.fake.server import OIN, FakeDuo, term
from wegwijs.exchange.duo.fake.store import Answer, Record, new_person
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.organisations.models import Gemeente
from wegwijs.people.models import Person

NEW, NEW_FAMILY = "nieuw", "nieuw gezin"
ADDRESS = "https://duo.voorbeeld.test/v1"


class DatabaseStore:
    """Records in a table: the worker's stand-in and that of a command are the same DUO."""

    def load(self, bsn: str) -> Record | None:
        """The record of a person; in a transaction it stays ours, so that two deliveries at once lose nothing."""
        rows = FakeDuoRecord.objects.all()
        if connection.in_atomic_block:
            rows = rows.select_for_update()
        found = rows.filter(pk=bsn).first()
        return found.record if found else None

    def save(self, bsn: str, record: Record) -> None:
        """Keep the record."""
        FakeDuoRecord.objects.update_or_create(pk=bsn, defaults={"record": record})

    def answered(self, key: str) -> Answer | None:
        """The earlier answer to a delivery."""
        found = FakeDuoAnswer.objects.filter(pk=key[:200]).first()
        return (found.status, found.body) if found else None

    def keep_answer(self, key: str, answer: Answer) -> None:
        """Keep the answer to a delivery."""
        FakeDuoAnswer.objects.get_or_create(pk=key[:200], defaults={"status": answer[0], "body": answer[1]})


def fake_duo() -> FakeDuo:
    """The stand-in, for every gemeente of the region."""
    gemeenten = dict(Gemeente.objects.values_list("oin", "code"))
    return FakeDuo(DatabaseStore(), gemeenten, notify)


def transport() -> httpx.BaseTransport:
    """Named by the setting DUO_TRANSPORT: what the client uses instead of the network."""
    return fake_duo().transport()


def connect(gemeenten: Iterable[Gemeente]) -> None:
    """Give these gemeenten their machine link to the stand-in; the others work through the portal."""
    for gemeente in gemeenten:
        DuoKoppeling.objects.update_or_create(
            gemeente=gemeente, defaults={"base_url": ADDRESS, "duo_oin": OIN, "active": True}
        )


def introduce(
    bsn: str,
    *,
    gemeente: str,
    begin: date,
    kennisgeving: date,
    indeling: str,
    gedetailleerd: str,
    gevestigd: date | None,
    coa: bool = False,
    pip: Record | None = None,
) -> None:
    """Make someone known at DUO. ``gemeente`` is a code; ``gevestigd`` None: still at COA, linked to that gemeente.

    ``pip``: one that DUO has already, so that its term runs.
    """
    record = new_person(
        begin=begin.isoformat(),
        kennisgeving=kennisgeving.isoformat(),
        indeling=indeling,
        gedetailleerd=gedetailleerd,
        gemeente=gemeente,
        gevestigd=gevestigd.isoformat() if gevestigd else None,
        coa=coa,
    )
    if pip:
        record["pips"].append(pip)
        record["inburgeringstermijn"] = term(date.fromisoformat(pip["pip"]["dagtekeningPip"]))
    DatabaseStore().save(bsn, record)


def moved_in_later(bsn: str, day: date) -> None:
    """DUO corrects since when someone lives in the gemeente, and tells nobody: a plan from before that day it refuses."""
    store = DatabaseStore()
    record = store.load(bsn)
    if record is None:
        raise DomainError("De nagebootste DUO kent deze persoon niet.")
    store.save(bsn, {**record, "gevestigd": day.isoformat()})


def happens(
    bsn: str, event: str, *, on: date | None = None, details: Mapping[str, Any] | None = None
) -> None:
    """Something happens on a day (today): DUO's facts follow, and DUO sends the notification to the gemeente.

    Raises DomainError when DUO doesn't know the person, or when the notification is not taken.
    """
    store, day = DatabaseStore(), on or clock.today()
    record = store.load(bsn)
    if record is None:
        raise DomainError("De nagebootste DUO kent deze persoon niet.")
    store.save(bsn, happen(record, event, on=day, details=details))
    notify(event, bsn, record["gemeente"], on=day)


@cache
def _caller() -> Client:
    """One for all messages: making one reads every middleware and static file anew."""
    return Client(SERVER_NAME="127.0.0.1")


def notify(event: str, bsn: str, gemeente: str, *, on: date | None = None) -> None:
    """Post a notification at Wegwijs' own door, as DUO does: with its OIN and the header of its certificate.

    Raises DomainError when it is not taken.
    """
    at = datetime.combine(on, time(9), UTC) if on and on != clock.today() else clock.now()
    headers = {"berichtId": str(uuid4()), "bron": OIN, "doel": Gemeente.objects.get(pk=gemeente).oin}
    if settings.DUO_CLIENT_HEADER:
        headers[settings.DUO_CLIENT_HEADER] = OIN
    answer = _caller().post(
        reverse("duo:duo-api:notificaties"),
        {"registratieDatumTijd": at.isoformat(), "bsn": bsn, "gebeurtenisId": event},
        content_type="application/json",
        headers=headers,
    )
    if answer.status_code != httpx.codes.CREATED:
        raise DomainError(f"Wegwijs neemt het bericht niet aan (code {answer.status_code}).")


def introduced(who: str) -> str:
    """The BSN behind a dossier number or a BSN; "nieuw" and "nieuw gezin" make up someone.

    Raises DomainError when DUO doesn't know anyone by that.
    """
    if who in (NEW, NEW_FAMILY):
        return _newcomer(family=who == NEW_FAMILY)
    dossier = Dossier.objects.select_related("person").filter(number=who).first()
    bsn = dossier.person.bsn if dossier else who
    if not bsn or DatabaseStore().load(bsn) is None:
        raise DomainError(
            "De nagebootste DUO kent niemand met dit nummer. Geef een dossiernummer of een BSN."
        )
    return bsn


def _newcomer(*, family: bool) -> str:
    """Someone who came to live in the first gemeente with a link, two weeks ago: from an asylum centre or to a partner."""
    link = DuoKoppeling.objects.filter(active=True).order_by("gemeente").first()
    if link is None:
        raise DomainError("Geen gemeente heeft een koppeling met DUO.")
    taken = set(FakeDuoRecord.objects.values_list("bsn", flat=True))
    bsn = next(n for n in _numbers() if n not in taken and not Person.objects.filter(bsn=n).exists())
    arrived = clock.today() - timedelta(days=14)
    introduce(
        bsn,
        gemeente=link.gemeente_id,
        begin=arrived,
        kennisgeving=clock.today(),
        indeling=FAMILY if family else ASYLUM,
        gedetailleerd="Gezinsvormer" if family else ASYLUM,
        gevestigd=arrived,
    )
    return bsn


def _numbers() -> Iterator[str]:
    """Numbers that pass the eleven-test and are never given out: they begin with 9999."""
    return (str(n) for n in range(999_980_000, 999_999_999) if bsn_check.is_valid(str(n)))
