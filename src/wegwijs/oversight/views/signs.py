"""Signs of looking without work for it: each is answered with a reason, which is kept."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wegwijs.access.doors import ActorRequest, bound, carried_out, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.oversight import presenters
from wegwijs.oversight.commands import answer_sign
from wegwijs.oversight.forms import AnswerForm
from wegwijs.oversight.models import Sign
from wegwijs.oversight.queries import sign_or_404, signs
from wegwijs.ui.notices import saved

# More than a month brings; what is answered long ago is found in the log.
MOST = 200


@require_safe
@door(Permission.AUDIT_VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """What waits for an answer first."""
    lines = presenters.sign_lines(signs(request.actor)[:MOST])
    record_list(by=request.actor, page="signalen", shown=len(lines))
    return render(
        request, "oversight/signs.html", {"lines": lines, "most": MOST if len(lines) == MOST else 0}
    )


@door(Permission.AUDIT_VIEW)
def answer(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One sign with what the log holds of it. Raises Http404 for another gemeente."""
    found = sign_or_404(request.actor, pk)
    form = bound(AnswerForm, request, initial={"answer": found.answer, "because": found.because})
    if carried_out(
        request,
        form,
        lambda data: answer_sign(
            found, by=request.actor, answer=Sign.Answer(data["answer"]), because=data["because"]
        ),
    ):
        saved(request, "Het antwoord is vastgelegd.")
        return redirect("oversight:signs")
    [line] = presenters.sign_lines([found])
    record_list(by=request.actor, page="signalen", shown=1)
    return render(
        request, "oversight/sign.html", {"line": line, "form": form, "looks": presenters.looks_of(found)}
    )
