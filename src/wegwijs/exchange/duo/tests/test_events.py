"""Each event of DUO has its effect: a table of what a dossier looks like after it."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from support.duo import asylum_person
from support.region import TODAY, Region
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, State, Variant
from wegwijs.exchange.duo.codes import EVENTS, Effect
from wegwijs.exchange.duo.commands import handle_notification, receive_notification
from wegwijs.exchange.duo.fake.life import happen
from wegwijs.exchange.duo.fake.server import FakeDuo
from wegwijs.messages.models import InboundMessage

BSN = "999990408"
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
Check = Callable[[Dossier], bool]


def deliver(region: Region, event: str) -> InboundMessage:
    message, _ = receive_notification(
        region.dordrecht, message_id=str(uuid4()), event=event, bsn=BSN, v_nummer=None, registered_at=AT
    )
    handle_notification(message.pk)
    message.refresh_from_db()
    return message


def after(region: Region, fake: FakeDuo, event: str, *before: str) -> Dossier:
    """The dossier after SS101, what came before, and the event, each with its change at DUO."""
    record = asylum_person()
    record["inburgeringstermijn"] = {"startdatum": "2026-11-01", "einddatum": "2029-11-01"}
    for one in ("SS101", *before, event):
        fake.store.save(BSN, happen(record, one, on=AT.date()))
        assert deliver(region, one).state in (InboundMessage.State.HANDLED, InboundMessage.State.KEPT)
    return Dossier.objects.get()


def has(kind: Kind, **payload: object) -> Check:
    """The newest fact of a kind holds these values."""

    def check(dossier: Dossier) -> bool:
        row = dossier.gebeurtenissen.filter(kind=kind, superseded_by=None).order_by("-on", "-id").first()
        return row is not None and payload.items() <= row.payload.items()

    return check


def is_in(state: State) -> Check:
    return lambda dossier: dossier.state == state


def has_task(text: str) -> Check:
    return lambda dossier: dossier.taken.filter(title__contains=text, done_on=None).exists()


ENDED = has(Kind.DUO_PLICHT, plichtig=False)
EFFECTS: list[tuple[str, tuple[str, ...], tuple[Check, ...]]] = [
    ("SS101", (), (has(Kind.DUO_PLICHT, plichtig=True, kennisgeving="2026-08-20"), is_in(State.OPEN))),
    ("SS128", (), (has(Kind.DUO_PLICHT, plichtig=True), has_task("AOW-leeftijd"))),
    ("SS139", (), (has(Kind.DUO_PLICHT, plichtig=True), has_task("inschrijving"))),
    ("SS120", (), (has(Kind.DUO_PLICHT, plichtig=True), has_task("inschrijving"))),
    ("SS121", (), (has(Kind.DUO_TERMIJN, start="2026-11-01"), has_task("vorige gemeente"))),
    ("SS129", ("SS109",), (has(Kind.DUO_PLICHT, plichtig=True), is_in(State.OPEN))),
    ("SS130", ("SS109",), (has(Kind.DUO_TERMIJN, start="2026-11-01"), is_in(State.OPEN))),
    ("SS124", (), (lambda d: d.variant == Variant.GEZIN, has_task("nieuwe doelgroep"))),
    ("SS125", ("SS124",), (lambda d: d.variant == Variant.ASIEL,)),
    ("SS109", (), (ENDED, is_in(State.GESCHORST), has(Kind.DUO_VRIJSTELLING, soort="tijdelijk"))),
    ("SS110", (), (ENDED, is_in(State.GESLOTEN))),
    ("SS111", (), (ENDED, is_in(State.GESLOTEN), lambda d: d.person.died_on == AT.date())),
    ("SS106", (), (ENDED, is_in(State.GESLOTEN))),
    ("SS107", (), (is_in(State.GESLOTEN), has(Kind.DUO_VRIJSTELLING, soort="geheel"))),
    ("SS108", (), (is_in(State.GESLOTEN), has(Kind.DUO_ONTHEFFING, soort="geheel"))),
    ("SS137", (), (has(Kind.DUO_TOETS_AANGEMELD, examennummer="LBT261120"),)),
    ("SS131", (), (has(Kind.DUO_TOETS_RESULTAAT, score="61,50"), has_task("Uitslag leerbaarheidstoets"))),
    ("SS102", (), (has(Kind.DUO_TERMIJN, start="2026-11-01", eind_exclusief="2029-11-01"),)),
    ("SS103", ("SS102",), (has(Kind.DUO_TERMIJN, eind_exclusief="2030-05-02"),)),
    ("SS104", ("SS102",), (has(Kind.DUO_TERMIJN, eind_exclusief="2030-05-02"),)),
    ("SS199", (), (has(Kind.DUO_EXAMEN, onderdeel="KNM", resultaat="Geslaagd"),)),
    ("SS113", (), (has(Kind.DUO_VERZOEK, oordeel="afgewezen"),)),
    ("SS114", (), (has(Kind.DUO_VERZOEK, oordeel="afgewezen"), is_in(State.OPEN))),
    ("SS115", (), (has(Kind.DUO_VERZOEK, oordeel="afgewezen"), is_in(State.OPEN))),
    ("SS116", (), (has(Kind.DUO_VERZOEK, oordeel="afgewezen"),)),
    ("SS117", (), (has(Kind.DUO_VRIJSTELLING, soort="gedeeltelijk", onderdeel="SP"), is_in(State.OPEN))),
    ("SS118", (), (has(Kind.DUO_ONTHEFFING, oordeel="Afwijzing"), is_in(State.OPEN))),
    ("SS119", (), (has(Kind.DUO_ONTHEFFING, soort="gedeeltelijk"), has(Kind.DUO_VERZOEK, oordeel="toegekend"))),
]  # fmt: skip


@pytest.mark.parametrize(("event", "before", "checks"), EFFECTS, ids=[e[0] for e in EFFECTS])
def test_has_its_effect(
    region: Region, fake: FakeDuo, event: str, before: tuple[str, ...], checks: tuple[Check, ...]
) -> None:
    dossier = after(region, fake, event, *before)
    assert [place for place, check in enumerate(checks) if not check(dossier)] == []


def test_the_table_holds_every_event_that_does_more_than_show() -> None:
    assert {e[0] for e in EFFECTS} == {e.id for e in EVENTS.values() if e.effect is not Effect.SIGNAAL}


@pytest.mark.parametrize("event", [*(e.id for e in EVENTS.values() if e.effect is Effect.SIGNAAL), "ZZ999"])
def test_a_signal_or_unknown_event_is_kept_and_shown(region: Region, fake: FakeDuo, event: str) -> None:
    dossier = after(region, fake, event)
    assert has(Kind.DUO_SIGNAAL, gebeurtenis=event)(dossier)
    assert has_task("Bericht van DUO bekijken")(dossier)


@pytest.mark.parametrize("event", ["SS131", "SS124", "SS126", "ZZ999"])
def test_what_comes_before_the_dossier_is_there_once_it_opens(
    region: Region, fake: FakeDuo, event: str
) -> None:
    fake.store.save(BSN, happen(asylum_person(), event, on=AT.date()))
    early = deliver(region, event)
    assert early.dossier_id is None
    deliver(region, "SS101")
    early.refresh_from_db()
    assert early.dossier_id == Dossier.objects.get().pk
    assert early.state in (InboundMessage.State.HANDLED, InboundMessage.State.KEPT)


def test_a_fact_that_duo_dates_back_takes_the_place_of_the_later_one(region: Region, fake: FakeDuo) -> None:
    dossier = after(region, fake, "SS124")
    record = fake.store.load(BSN)
    assert record
    record["doelgroep"] = {"indeling": "Asielstatushouder", "begindatum": "2026-09-01"}
    fake.store.save(BSN, record)
    deliver_later = receive_notification(
        region.dordrecht, message_id=str(uuid4()), event="SS125", bsn=BSN, v_nummer=None,
        registered_at=datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC),
    )[0]  # fmt: skip
    handle_notification(deliver_later.pk)
    dossier.refresh_from_db()
    assert dossier.variant == Variant.ASIEL


def test_without_a_link_the_event_becomes_a_task_with_the_page_to_type_it(region: Region) -> None:
    message = deliver(region, "SS139")
    dossier = Dossier.objects.get()
    assert message.state == InboundMessage.State.HANDLED
    task = dossier.taken.get(source_key="duo:ophalen:SS139")
    assert task.link == f"/duo/gegevens/{dossier.pk}/"


def test_the_pip_of_the_previous_gemeente_comes_along(region: Region, fake: FakeDuo) -> None:
    record = asylum_person(gemeente="0590")
    record["inburgeringstermijn"] = {"startdatum": "2026-10-02", "einddatum": "2029-10-02"}
    details = {"gemeente": "0505", "pip_van": "0590", "pip_op": "2026-10-01"}
    fake.store.save(BSN, happen(record, "SS121", on=AT.date(), details=details))
    deliver(region, "SS121")
    dossier = Dossier.objects.get()
    assert has(Kind.PIP_VASTGESTELD, gemeente="0590", dagtekening="2026-10-01")(dossier)
    assert has(Kind.DUO_TERMIJN, start="2026-10-02")(dossier)


def test_without_a_bsn_there_is_a_task_to_look_it_up(region: Region, fake: FakeDuo) -> None:
    message, _ = receive_notification(
        region.dordrecht,
        message_id=str(uuid4()),
        event="SS101",
        bsn=None,
        v_nummer=2_812_345_678,
        registered_at=AT,
    )
    handle_notification(message.pk)
    assert has_task("DUO-portaal")(Dossier.objects.get())
