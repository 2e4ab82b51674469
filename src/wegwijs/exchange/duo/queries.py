"""What DUO still must get, what came in, and what a gemeente without a machine link must enter in the portal."""

from django.db.models import Exists, OuterRef, QuerySet

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.models import DuoKoppeling
from wegwijs.messages.models import OutboundMessage
from wegwijs.messages.queries import due

PARTNER = "duo"


def due_outbound() -> QuerySet[OutboundMessage]:
    """Messages to send now, oldest first, of gemeenten with a machine link."""
    linked = DuoKoppeling.objects.filter(gemeente=OuterRef("gemeente"), active=True)
    return due(PARTNER).filter(Exists(linked))


def portal_worklist(actor: Actor) -> QuerySet[OutboundMessage]:
    """What must be entered in DUO's portal by hand: everything open of gemeenten without a machine link."""
    linked = DuoKoppeling.objects.filter(gemeente=OuterRef("gemeente"), active=True)
    return OutboundMessage.objects.filter(
        ~Exists(linked), partner=PARTNER, settled_at=None, gemeente__in=actor.gemeenten(Permission.DUO_FACTS)
    ).order_by("created_at")


def portal_done(actor: Actor) -> QuerySet[OutboundMessage]:
    """What was entered in the portal, newest first."""
    return OutboundMessage.objects.filter(
        partner=PARTNER,
        state=OutboundMessage.State.DONE_BY_HAND,
        gemeente__in=actor.gemeenten(Permission.DUO_FACTS),
    ).order_by("-settled_at")


def dossier_of(message: OutboundMessage) -> Dossier:
    """The dossier that a message is about, with its person. Every message to DUO is about one."""
    return Dossier.objects.select_related("person").get(pk=str(message.dossier_id))
