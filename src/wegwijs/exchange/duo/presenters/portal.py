"""What must be entered in DUO's portal: the fields in the words and the order of the portal."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.presenters.messages import OUT, fields, title_of, who
from wegwijs.messages.models import OutboundMessage
from wegwijs.ui.format import masked_bsn, moment
from wegwijs.ui.parts import Fact


@dataclass(frozen=True, slots=True)
class PortalItem:
    """One thing to enter in DUO's portal, or that was entered."""

    pk: str
    title: str
    gemeente: str
    made: str
    name: str
    born: str
    number: str
    dossier: str
    bsn: str
    v_nummer: str
    bsn_url: str
    fields: tuple[Fact, ...]
    done: str
    by: str
    by_hand: bool


def portal_item(
    message: OutboundMessage, dossiers: Mapping[UUID, Dossier], *, may_reveal: bool
) -> PortalItem:
    """The fields to copy. The BSN shows its last digits; ``may_reveal`` gives the link to the page that shows all."""
    dossier = dossiers.get(message.dossier_id) if message.dossier_id else None
    name, url, number = who(dossier)
    person = dossier.person if dossier else None
    return PortalItem(
        pk=str(message.pk),
        title=title_of(message),
        gemeente=message.gemeente.naam,
        made=moment(message.created_at),
        name=name,
        born=str(person.birth) if person and person.birth_year else "",
        number=number,
        dossier=url,
        bsn=masked_bsn(person.bsn or "") if person else "",
        v_nummer=(person.v_nummer or "") if person else "",
        bsn_url=reverse("dossiers:bsn", args=[dossier.pk]) if dossier and may_reveal else "",
        fields=fields(message),
        done=message.answer if message.settled_at else "",
        by=message.settled_by,
        by_hand=message.state == OUT.DONE_BY_HAND,
    )
