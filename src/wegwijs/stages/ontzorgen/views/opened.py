"""How a page of one person begins: the dossier, and the plan that runs in it."""

from uuid import UUID

from django.http import Http404

from wegwijs.access.doors import ActorRequest
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier
from wegwijs.stages.ontzorgen.models import Ontzorging
from wegwijs.stages.ontzorgen.queries.plans import plan_or_404

PAGE = "ontzorgen:plan"


def opened(
    request: ActorRequest, pk: UUID, page: str, permission: Permission = Permission.MONEY_EDIT
) -> tuple[Dossier, Ontzorging]:
    """Raises Http404 when the dossier isn't the actor's, or nobody is ontzorgd there."""
    dossier = open_dossier(request.actor, pk, page=page, permission=permission)
    return dossier, plan_or_404(request.actor, dossier)


def running(request: ActorRequest, pk: UUID, page: str) -> tuple[Dossier, Ontzorging]:
    """The same, to change something: Raises Http404 when it has ended."""
    dossier, found = opened(request, pk, page)
    if found.state == Ontzorging.State.KLAAR:
        raise Http404
    return dossier, found
