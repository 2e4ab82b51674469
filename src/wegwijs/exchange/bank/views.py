"""Statements of the bank, sent by hand: looked at first, or taken in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.pages import back_to
from wegwijs.access.roles import Permission
from wegwijs.exchange.bank.forms import UploadForm
from wegwijs.exchange.bank.intake import facts_of
from wegwijs.stages.ontzorgen.commands.statements import TakenIn, take_in
from wegwijs.stages.ontzorgen.presenters.payments import tallies
from wegwijs.ui import notices
from wegwijs.ui.format import day, euros

TITLE, LEAD = "Afschrift inlezen", "camt.053 of MT940 van de rekening met geld van cliënten"


@door(Permission.MONEY_EDIT)
def upload(request: ActorRequest) -> HttpResponse:
    """What can't be read says why; what was read before adds nothing."""
    form = bound(UploadForm, request)
    seen: list[tuple[str, str, str, str, int]] = []
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _sent(request, form, seen))
        if made is not None and not seen:
            return redirect("payments:statements")
    back = back_to("payments:statements", "Afschriften")
    context = {"title": TITLE, "tab": TITLE, "lead": LEAD, "back": back.address, "back_label": back.label}
    return render(request, "bank/upload.html", {**context, "form": form, "submit": "Lever aan", "seen": seen})


def _sent(request: ActorRequest, form: UploadForm, seen: list[tuple[str, str, str, str, int]]) -> tuple[str]:
    sent = form.cleaned_data["sent"]
    facts = facts_of(str(sent.name), sent.read())
    if form.cleaned_data["only_look"]:
        seen += [
            (one.number, day(one.closing_on), euros(one.opening), euros(one.closing), len(one.lines))
            for one in facts.statements
        ]
        return ("looked at",)
    _say(request, take_in(facts, by=request.actor))
    return ("taken in",)


def _say(request: ActorRequest, made: TakenIn) -> None:
    if not made.made:
        notices.saved(request, "Dit was al ingelezen. Er is niets bij gekomen.")
    else:
        notices.saved(
            request,
            f"{made.lines} {'regel' if made.lines == 1 else 'regels'} ingelezen: {tallies(made.outcomes) or 'geen nieuwe'}.",
        )
