"""The official form of the participatieverklaring: which version counts on a day, and what waits for a colleague."""

from datetime import date
from uuid import UUID

from django.http import Http404

from wegwijs.organisations.models import OrganisationKind
from wegwijs.stages.participatie.models import Verklaringstekst

# Of the executor: it keeps the form for the whole region, and partners sign with it too.
_ROWS = Verklaringstekst.objects.filter(organisation__kind=OrganisationKind.UITVOERDER).defer("content")


def forms() -> list[Verklaringstekst]:
    """Every version, newest first, without its file."""
    return list(_ROWS.select_related("made_by", "decided_by").order_by("-number"))


def form_on(on: date) -> Verklaringstekst | None:
    """The version in force on a day; None while nobody put one in force. One statement."""
    rows = _ROWS.filter(state=Verklaringstekst.State.VASTGESTELD, valid_from__lte=on)
    return rows.order_by("-valid_from", "-number").first()


def form_or_404(pk: UUID, *, whole: bool = False) -> Verklaringstekst:
    """One version, ``whole``: with its file. Raises Http404."""
    rows = _ROWS.defer(None) if whole else _ROWS
    found = rows.select_related("made_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
