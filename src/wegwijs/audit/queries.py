"""Read the audit: who did what with which data, and whether its chains are whole."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from wegwijs.audit.models import SAYS, AuditRecord, ChainCheck
from wegwijs.clock import AMSTERDAM

# The chain of what belongs to no gemeente: searching, persons before they have a dossier.
LOOSE = "-"

# Rows that wait for the end of this transaction are chained now; later ones wait again.
_LINK_PENDING = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
_BROKEN = f"""
    SELECT id FROM (
        SELECT id, place, previous, hash, lag(hash, 1, '') OVER chained AS before, lag(place, 1, 0::bigint) OVER chained AS last,
            encode(sha256(convert_to(concat_ws('|', previous, place, {SAYS}), 'UTF8')), 'hex') AS computed
        FROM audit_auditrecord WHERE chain = %s WINDOW chained AS (ORDER BY place)
    ) AS links WHERE previous <> before OR hash <> computed OR place IS DISTINCT FROM last + 1 ORDER BY place
"""  # noqa: S608 - texts of ours


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ended at some moment. Kept apart, it tells later that the chain was cut off or written anew."""

    chain: str
    place: int
    hash: str


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for; None or empty narrows nothing. ``since`` and ``until`` are days, both included.

    ``subjects``: pairs of kind and key; ``None`` means any, an empty collection finds nothing.
    """

    subjects: Collection[tuple[str, str]] | None = None
    account: int | None = None
    action: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


def records_of(kind: str, key: object) -> QuerySet[AuditRecord]:
    """Everything done with one thing, newest first."""
    return AuditRecord.objects.filter(subject_kind=kind, subject_id=str(key)).order_by("-id")


def records(search: Search, *, chains: Collection[str], organisation: str) -> QuerySet[AuditRecord]:
    """Rows of the chains, newest first; of the loose chain those of one organisation, or about what was asked for."""
    rows = AuditRecord.objects.order_by("-id")
    if search.subjects is not None:
        rows = rows.filter(_about(search.subjects))
        rows = rows.filter(chain__in=[*chains, LOOSE])
    else:
        rows = rows.filter(Q(chain__in=chains) | Q(chain=LOOSE, organisation=organisation))
    if search.account is not None:
        rows = rows.filter(actor_user=search.account)
    if search.action:
        rows = rows.filter(action=search.action)
    if search.since:
        rows = rows.filter(at__gte=_midnight(search.since))
    if search.until:
        rows = rows.filter(at__lt=_midnight(search.until + timedelta(days=1)))
    return rows.filter(id__lt=search.before) if search.before is not None else rows


def _about(subjects: Collection[tuple[str, str]]) -> Q:
    found = Q(pk__in=[])
    for kind in {kind for kind, _ in subjects}:
        found |= Q(subject_kind=kind, subject_id__in=[key for k, key in subjects if k == kind])
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=AMSTERDAM)


def link_pending() -> None:
    """Chain the rows of this transaction now instead of at its end."""
    with connection.cursor() as cursor:
        cursor.execute(_LINK_PENDING)


def broken_links(chain: str) -> Iterator[int]:
    """Ids of the rows of one chain that were changed, or before which a row is missing."""
    link_pending()
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN, [chain])
        yield from (row_id for (row_id,) in cursor.fetchall())


def chains() -> list[str]:
    """Every chain that has rows, or had them at an earlier check."""
    known = (
        AuditRecord.objects.order_by().values("chain").union(ChainCheck.objects.order_by().values("chain"))
    )
    return sorted({row["chain"] for row in known})


def heads(of: Collection[str]) -> list[Head]:
    """Where these chains end now; a chain without rows has no head."""
    link_pending()
    rows = AuditRecord.objects.filter(chain__in=of, place__isnull=False).order_by("chain", "-place")
    found = rows.distinct("chain").values_list("chain", "place", "hash")
    return [Head(chain, place or 0, digest) for chain, place, digest in found]


def lost_ends(chain: str, kept: Collection[Head]) -> Iterator[int]:
    """Ids of rows at which the chain ended once and that are gone or other now: by earlier checks and by ``kept``.

    Where nothing stands in the place of a kept head any more it is 0.
    """
    same = AuditRecord.objects.filter(pk=OuterRef("last_id"), chain=chain, hash=OuterRef("last_hash"))
    checks = ChainCheck.objects.filter(~Exists(same), chain=chain, last_id__gt=0)
    yield from checks.order_by().values_list("last_id", flat=True).distinct()
    wanted = {(head.place, head.hash) for head in kept if head.chain == chain}
    rows = AuditRecord.objects.filter(chain=chain, place__in={place for place, _ in wanted})
    found = {place: (pk, digest) for pk, place, digest in rows.values_list("pk", "place", "hash")}
    for place, digest in wanted:
        pk, now = found.get(place, (0, ""))
        if now != digest:
            yield pk


def last_checks(of: Collection[str]) -> list[ChainCheck]:
    """The newest check of each chain."""
    return list(ChainCheck.objects.filter(chain__in=of).order_by("chain", "-id").distinct("chain"))
