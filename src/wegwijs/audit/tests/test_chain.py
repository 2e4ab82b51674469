"""The audit can't be changed without being noticed."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from support.region import Region
from support.someone import Someone
from support.tampering import tamper
from wegwijs.audit.commands import gathered, record
from wegwijs.audit.models import Action, AuditRecord
from wegwijs.audit.queries import broken_links, link_pending
from wegwijs.dossiers.models import Dossier


def test_a_whole_chain_has_no_broken_links(dossier: Dossier) -> None:
    assert AuditRecord.objects.filter(chain="0505").count() >= 1
    assert list(broken_links("0505")) == []


def test_a_row_can_not_be_changed_or_removed(dossier: Dossier) -> None:
    link_pending()
    for act in (lambda: AuditRecord.objects.update(actor="iemand anders"), AuditRecord.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_row_changed_behind_our_back_is_named(region: Region, dossier: Dossier) -> None:
    link_pending()
    row = AuditRecord.objects.filter(chain="0505").order_by("id")[0]
    tamper("UPDATE audit_auditrecord SET actor = 'iemand anders' WHERE id = %s", row.pk)
    assert row.pk in list(broken_links("0505"))


@pytest.mark.django_db(transaction=True)
def test_people_who_work_at_the_same_time_write_one_whole_chain() -> None:
    together = Barrier(4)

    def work() -> None:
        together.wait()
        for key in range(10):
            record(by=Someone(), action=Action.VIEW, kind="dossier", key=key, gemeente="0505")
        connection.close()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AuditRecord.objects.filter(chain="0505").count() == 40
    assert list(broken_links("0505")) == []


@pytest.mark.django_db(transaction=True)
def test_two_acts_that_touch_two_chains_in_another_order_do_not_wait_for_each_other() -> None:
    together = Barrier(2, timeout=10)
    failed: list[Exception] = []

    def work(first: str, second: str) -> None:
        try:
            with transaction.atomic():
                record(by=Someone(), action=Action.CHANGE, kind="dossier", key=1, gemeente=first)
                together.wait()
                record(by=Someone(), action=Action.CHANGE, kind="dossier", key=2, gemeente=second)
                together.wait()
        except Exception as error:
            failed.append(error)
        connection.close()

    threads = [Thread(target=work, args=order) for order in (("0505", "0590"), ("0590", "0505"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert not [*broken_links("0505"), *broken_links("0590")]


def test_a_row_that_slipped_in_without_its_place_is_named(dossier: Dossier) -> None:
    tamper("UPDATE audit_auditrecord SET place = NULL WHERE chain = '0505'")
    assert list(broken_links("0505"))


@pytest.mark.django_db
class TestGathered:
    """Rows of an act of many steps go down in one statement, and stand or fall with it."""

    def test_they_stand_there_after_the_block_in_the_order_of_the_steps(self) -> None:
        with gathered():
            with gathered():
                _looked(1)
            _looked(2)
            assert not AuditRecord.objects.filter(organisation="samen").exists()
        assert [
            row.subject_id for row in AuditRecord.objects.filter(organisation="samen").order_by("id")
        ] == ["1", "2"]

    def test_of_an_act_that_broke_off_none_is_written(self) -> None:
        with pytest.raises(ZeroDivisionError):
            _broke_off()
        _looked(2)
        assert [row.subject_id for row in AuditRecord.objects.filter(organisation="samen")] == ["2"]


def _broke_off() -> None:
    with gathered():
        _looked(1)
        raise ZeroDivisionError


def _looked(key: int) -> None:
    record(
        by=replace(Someone(), organisation_name="samen"),
        action=Action.VIEW,
        kind="dossier",
        key=key,
        gemeente="0505",
    )
