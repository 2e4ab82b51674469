"""The audit can't be changed without being noticed."""

import pytest
from django.db import DatabaseError, connection, transaction

from support.region import Region
from wegwijs.audit.models import AuditRecord
from wegwijs.audit.queries import broken_links
from wegwijs.dossiers.models import Dossier


def test_a_whole_chain_has_no_broken_links(dossier: Dossier) -> None:
    assert AuditRecord.objects.filter(chain="0505").count() >= 1
    assert list(broken_links("0505")) == []


def test_a_row_can_not_be_changed_or_removed(dossier: Dossier) -> None:
    for act in (lambda: AuditRecord.objects.update(actor="iemand anders"), AuditRecord.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_row_changed_behind_our_back_is_named(region: Region, dossier: Dossier) -> None:
    row = AuditRecord.objects.filter(chain="0505").order_by("id")[0]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditrecord DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_auditrecord SET actor = 'iemand anders' WHERE id = %s", [row.pk])
        cursor.execute("ALTER TABLE audit_auditrecord ENABLE TRIGGER USER")
    assert row.pk in list(broken_links("0505"))
