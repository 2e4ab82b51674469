"""The letter about a planned driegesprek: seen first, then sent."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, carried_out, door
from wegwijs.access.roles import Permission
from wegwijs.documents.languages import written
from wegwijs.documents.models import Letter
from wegwijs.documents.queries import words_to_show
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.envelope import envelope
from wegwijs.dossiers.queries import open_dossier
from wegwijs.stages.overdracht.commands.invitation import invitation_letter, send_invitation
from wegwijs.stages.overdracht.forms import InvitationForm
from wegwijs.stages.overdracht.invitations import letter_due, talk_or_404
from wegwijs.ui import notices
from wegwijs.ui.forms import show_instead

P = Permission.OVERDRACHT_RECORD


@door(P)
def invitation(request: ActorRequest, pk: UUID, afspraak_pk: UUID) -> HttpResponse:
    """The letter that is due, beside the form that sends it; with none due the handover says so."""
    dossier = open_dossier(request.actor, pk, page="overdracht: uitnodiging", permission=P)
    talk = talk_or_404(dossier, afspraak_pk)
    occasion, told = letter_due(dossier, talk)
    if occasion is None:
        notices.saved(request, "Over dit gesprek hoeft nu geen brief: wat is verstuurd, klopt nog.")
        return redirect("overdracht:overview", pk)
    today = clock.today()
    where = envelope(dossier, today)
    form = bound(InvitationForm, request, person=dossier.person, mark=where.mark)
    if carried_out(
        request, form,
        lambda data: send_invitation(
            dossier, talk, by=request.actor, on=today, channel=Letter.Channel(data["channel"]), seen=data["address"]
        ),
    ):  # fmt: skip
        notices.saved(request, "De brief is verzonden. Laat het COA ook weten.")
        return redirect("overdracht:overview", pk)
    show_instead(form, "address", where.mark)
    said = invitation_letter(dossier, talk, occasion, told, by=request.actor, on=today)
    letter = written(said, dossier.person, words=words_to_show(request.actor.organisation, on=today))
    context = {
        "head": dossier_presenters.head(dossier, request.actor),
        "dossier": dossier,
        "form": form,
        "where": where,
        "here": request.path,
        "title": occasion.label.capitalize(),
        "letter": letter.content,
        "translation": letter.translation,
    }
    return render(request, "overdracht/invitation.html", context)
