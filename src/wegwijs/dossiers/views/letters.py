"""The letters of a dossier as files."""

from uuid import UUID

from django.http import HttpResponse

from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.documents.queries import letter_of
from wegwijs.documents.views import pdf_response
from wegwijs.dossiers.queries import open_dossier


@door(Permission.PIP_VIEW)
def letter(request: ActorRequest, pk: UUID, letter_pk: UUID) -> HttpResponse:
    """One letter as it was sent, or as a draft that says so."""
    dossier = open_dossier(request.actor, pk, page="brief", permission=Permission.PIP_VIEW)
    return pdf_response(letter_of(dossier.number, letter_pk))
