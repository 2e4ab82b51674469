"""Whatever DUO sends, however often and in whatever order: the dossier ends as DUO says."""

import random
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from support.duo import asylum_person
from support.region import Region, make_person
from wegwijs.dossiers.commands import set_gemeente_registration
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, State, TermijnRow, Variant
from wegwijs.exchange.duo.client import DuoUnavailable
from wegwijs.exchange.duo.commands import handle_notification, receive_notification
from wegwijs.exchange.duo.fake.server import FakeDuo
from wegwijs.messages.models import InboundMessage
from wegwijs.people.models import Person

BSN = "999990408"


def deliver(
    region: Region, event: str, *, bsn: str | None = BSN, v_nummer: int | None = None, at: str = "2026-08-20"
) -> None:
    message, _ = receive_notification(
        region.dordrecht,
        message_id=str(uuid4()),
        event=event,
        bsn=bsn,
        v_nummer=v_nummer,
        registered_at=datetime.fromisoformat(f"{at}T09:00:00").replace(tzinfo=UTC),
    )
    handle_notification(message.pk)


def test_a_new_obligation_opens_a_dossier_with_what_must_be_completed(region: Region, fake: FakeDuo) -> None:
    fake.store.save(BSN, asylum_person())
    deliver(region, "SS101")
    dossier = Dossier.objects.get(person__bsn=BSN)
    assert dossier.variant == Variant.ASIEL
    assert set(dossier.taken.values_list("source_key", flat=True)) == {"persoon", "brp"}


def test_the_ten_weeks_run_once_the_registration_is_known(region: Region, fake: FakeDuo) -> None:
    fake.store.save(BSN, asylum_person())
    deliver(region, "SS139")
    dossier = Dossier.objects.get()
    set_gemeente_registration(dossier, by=region.regisseur, on=date(2026, 9, 10), article_28=True)
    assert TermijnRow.objects.get(dossier=dossier, soort="pip").last_day.isoformat() == "2026-11-19"


def test_a_person_known_by_v_nummer_gets_the_bsn_and_no_double(region: Region, fake: FakeDuo) -> None:
    known = make_person(region.regisseur)
    assert known.v_nummer
    fake.store.save(BSN, asylum_person())
    deliver(region, "SS101", v_nummer=int(known.v_nummer))
    assert Person.objects.get().bsn == BSN


ENDS = [
    ("Inburgeringsplicht voldaan", State.GESLOTEN),
    ("Tijdelijke vrijstelling", State.GESCHORST),
    ("Overlijden", State.GESLOTEN),
]


@pytest.mark.parametrize(("reason", "state"), ENDS)
def test_the_obligation_ends_or_rests(region: Region, fake: FakeDuo, reason: str, state: State) -> None:
    record = asylum_person()
    fake.store.save(BSN, record)
    deliver(region, "SS101")
    duty = {
        **record["inburgeringsplicht"],
        "indicatorInburgeringsplicht": False,
        "redenGeenInburgeringsplicht": reason,
        "wijzigingsdatum": "2026-10-01",
    }
    fake.store.save(BSN, {**record, "inburgeringsplicht": duty})
    deliver(region, "SS110", at="2026-10-01")
    dossier = Dossier.objects.get()
    assert dossier.state == state
    assert (dossier.person.died_on is not None) is (reason == "Overlijden")


def test_after_a_temporary_exemption_the_obligation_runs_again(region: Region, fake: FakeDuo) -> None:
    record = asylum_person()
    fake.store.save(BSN, record)
    deliver(region, "SS101")
    duty = {
        **record["inburgeringsplicht"],
        "indicatorInburgeringsplicht": False,
        "redenGeenInburgeringsplicht": "Tijdelijke vrijstelling",
        "wijzigingsdatum": "2026-10-01",
    }
    fake.store.save(BSN, {**record, "inburgeringsplicht": duty})
    deliver(region, "SS109", at="2026-10-01")
    again = {**record["inburgeringsplicht"], "wijzigingsdatum": "2026-11-01"}
    fake.store.save(BSN, {**record, "inburgeringsplicht": again})
    deliver(region, "SS129", at="2026-11-01")
    assert Dossier.objects.get().state == State.OPEN


def test_an_unknown_event_is_kept_and_shown(region: Region, fake: FakeDuo) -> None:
    fake.store.save(BSN, asylum_person())
    deliver(region, "SS101")
    deliver(region, "XX9")
    assert InboundMessage.objects.get(kind="XX9").state == InboundMessage.State.KEPT
    assert Dossier.objects.get().gebeurtenissen.filter(kind=Kind.DUO_SIGNAAL).exists()


def test_an_event_about_nobody_we_know_fails_visibly(region: Region, fake: FakeDuo) -> None:
    fake.store.save(BSN, asylum_person())
    deliver(region, "SS124")
    assert InboundMessage.objects.get().state == InboundMessage.State.FAILED


def test_while_duo_is_down_nothing_is_lost(region: Region, fake: FakeDuo) -> None:
    fake.store.save(BSN, asylum_person())
    fake.down = True
    with pytest.raises(DuoUnavailable):
        deliver(region, "SS101")
    assert InboundMessage.objects.get().state == InboundMessage.State.RECEIVED
    fake.down = False
    handle_notification(InboundMessage.objects.get().pk)
    assert Dossier.objects.count() == 1


def end_state(dossier: Dossier) -> tuple[object, ...]:
    events = sorted((e.kind, e.on.isoformat(), str(e.payload)) for e in dossier.gebeurtenissen.all())
    termijnen = sorted(dossier.termijnen.values_list("key", "last_day", "state"))
    return dossier.state, dossier.variant, events, termijnen


@pytest.mark.parametrize("seed", range(5))
def test_repeated_and_shuffled_messages_end_the_same(region: Region, fake: FakeDuo, seed: int) -> None:
    result = {
        "resultaat": "B1-route haalbaar",
        "behaaldeScore": "61,50",
        "benodigdeScore": "55,00",
        "datumAfname": "2026-11-02",
    }
    fake.store.save(BSN, asylum_person(examennummer="E1", lbt=[result]))
    deliver(region, "SS101")
    for event in ("SS139", "SS137", "SS131", "SS125"):
        deliver(region, event)
    wanted = end_state(Dossier.objects.get())
    chance = random.Random(seed)  # noqa: S311
    events = [e for e in ("SS101", "SS139", "SS137", "SS131", "SS125") for _ in range(chance.randint(2, 5))]
    chance.shuffle(events)
    for event in events:
        deliver(region, event)
    assert end_state(Dossier.objects.get()) == wanted


@pytest.mark.parametrize("seed", range(8))
def test_in_whatever_order_it_begins_nothing_is_lost(region: Region, fake: FakeDuo, seed: int) -> None:
    result = {
        "resultaat": "B1-route haalbaar", "behaaldeScore": "61,50", "benodigdeScore": "55,00",
        "datumAfname": "2026-08-19",
    }  # fmt: skip
    term = {"startdatum": "2026-08-19", "einddatum": "2029-08-19"}
    fake.store.save(BSN, asylum_person(examennummer="E1", lbt=[result], inburgeringstermijn=term))
    events = ["SS101", "SS139", "SS137", "SS131", "SS125", "SS102", "SS126", "ZZ9"] * 2
    random.Random(seed).shuffle(events)  # noqa: S311
    for event in events:
        deliver(region, event)
    dossier = Dossier.objects.get()
    kinds = sorted(dossier.gebeurtenissen.values_list("kind", flat=True))
    assert [kinds.count(kind) for kind in FACTS] == [1] * len(FACTS)
    assert kinds.count(Kind.DUO_SIGNAAL) == len(set(events) & {"SS126", "ZZ9"})
    assert not InboundMessage.objects.exclude(dossier_id=dossier.pk).exists()


FACTS = (
    Kind.DUO_PLICHT,
    Kind.DUO_DOELGROEP,
    Kind.DUO_TERMIJN,
    Kind.DUO_TOETS_AANGEMELD,
    Kind.DUO_TOETS_RESULTAAT,
)


def test_odd_content_of_duo_is_kept_with_why(region: Region, fake: FakeDuo) -> None:
    record = asylum_person()
    fake.store.save(BSN, record)
    deliver(region, "SS101")
    record["inburgeringstermijn"] = {"startdatum": "2029-11-01", "einddatum": "2026-11-01"}
    fake.store.save(BSN, record)
    deliver(region, "SS102")
    message = InboundMessage.objects.get(kind="SS102")
    assert (message.state, message.outcome) == (
        InboundMessage.State.FAILED,
        "DUO gaf een inburgeringstermijn die eindigt voor hij begint",
    )
