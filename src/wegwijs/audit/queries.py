"""Read the audit: who did what with one dossier, and whether the chain is whole."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import QuerySet

from wegwijs.audit.models import AuditRecord

_RECOMPUTE = """
    SELECT id, previous, hash, encode(sha256(convert_to(concat_ws('|', previous, chain, (at AT TIME ZONE 'UTC')::text, actor,
        organisation, action, subject_kind, subject_id, purpose, detail), 'UTF8')), 'hex')
    FROM audit_auditrecord WHERE chain = %s ORDER BY id
"""


def records_of(kind: str, key: object) -> QuerySet[AuditRecord]:
    """Everything done with one thing, newest first."""
    return AuditRecord.objects.filter(subject_kind=kind, subject_id=str(key)).order_by("-id")


def broken_links(chain: str) -> Iterator[int]:
    """Ids of the rows of one chain that were changed, or before which a row is missing."""
    last = ""
    with connection.cursor() as cursor:
        cursor.execute(_RECOMPUTE, [chain])
        for row_id, previous, stored, computed in cursor.fetchall():
            if previous != last or stored != computed:
                yield row_id
            last = stored
