"""The letter about a planned driegesprek: seen first, then sent."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.pages import back_to
from wegwijs.access.roles import Permission
from wegwijs.dossiers.queries import open_dossier
from wegwijs.dossiers.views.letter_page import letter_page
from wegwijs.stages.overdracht.commands.invitation import invitation_letter, send_invitation
from wegwijs.stages.overdracht.forms import InvitationForm
from wegwijs.stages.overdracht.invitations import letter_due, talk_or_404
from wegwijs.ui import notices

P = Permission.OVERDRACHT_RECORD


@door(P)
def invitation(request: ActorRequest, pk: UUID, afspraak_pk: UUID) -> HttpResponse:
    """The letter that is due, beside the form that sends it; with none due the handover says so."""
    actor, today = request.actor, clock.today()
    dossier = open_dossier(actor, pk, page="overdracht: uitnodiging", permission=P)
    talk = talk_or_404(dossier, afspraak_pk)
    occasion, told = letter_due(dossier, talk)
    if occasion is None:
        notices.saved(request, "Over dit gesprek hoeft nu geen brief: wat is verstuurd, klopt nog.")
        return redirect("overdracht:overview", pk)
    return letter_page(
        request,
        dossier,
        lambda: invitation_letter(dossier, talk, occasion, told, by=actor, on=today),
        lambda channel, seen: send_invitation(dossier, talk, by=actor, on=today, channel=channel, seen=seen),
        title=occasion.label.capitalize(),
        lead="Een brief over het driegesprek, met een kopie in de eigen taal als wij die hebben",
        done="De brief is verzonden. Laat het COA ook weten.",
        back=back_to("overdracht:overview", "Terug", pk),
        form=InvitationForm,
    )
