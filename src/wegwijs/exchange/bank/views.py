"""Statements of the bank, sent by hand: looked at first, taken in, or handed to a worker."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.pages import back_to
from wegwijs.access.roles import Permission
from wegwijs.exchange.bank.forms import UploadForm
from wegwijs.exchange.bank.intake import facts_of, is_large
from wegwijs.stages.ontzorgen.commands.reading import hand_in
from wegwijs.stages.ontzorgen.commands.statements import TakenIn, take_in
from wegwijs.stages.ontzorgen.jobs import hand_over
from wegwijs.stages.ontzorgen.presenters.payments import tallies
from wegwijs.ui import notices
from wegwijs.ui.format import day, euros

TITLE, LEAD = "Afschrift inlezen", "camt.053 of MT940 van de rekening met geld van cliënten"


@door(Permission.MONEY_EDIT)
def upload(request: ActorRequest) -> HttpResponse:
    """What can't be read says why; what was read before adds nothing. A large file is read by a worker, and has a page of its own."""
    form = bound(UploadForm, request)
    seen: list[tuple[str, str, str, str, int]] = []
    if request.method == "POST" and form.is_valid():
        to = attempt(form, lambda: _sent(request, form, seen))
        if to:
            return redirect(to)
    back = back_to("payments:statements", "Afschriften")
    context = {"title": TITLE, "tab": TITLE, "lead": LEAD, "back": back.address, "back_label": back.label}
    return render(request, "bank/upload.html", {**context, "form": form, "submit": "Lever aan", "seen": seen})


def _sent(request: ActorRequest, form: UploadForm, seen: list[tuple[str, str, str, str, int]]) -> str:
    """The address to go on to; "" when it was only looked at."""
    sent = form.cleaned_data["sent"]
    name, content = str(sent.name), sent.read()
    if is_large(content) and not form.cleaned_data["only_look"]:
        return reverse("payments:reading", args=[_handed_in(request, name, content)])
    facts = facts_of(name, content)
    if form.cleaned_data["only_look"]:
        seen += [
            (one.number, day(one.closing_on), euros(one.opening), euros(one.closing), len(one.lines))
            for one in facts.statements
        ]
        return ""
    _say(request, take_in(facts, by=request.actor))
    return reverse("payments:statements")


@transaction.atomic
def _handed_in(request: ActorRequest, name: str, content: bytes) -> UUID:
    """The file and the job that reads it exist together or not at all."""
    made = hand_in(name, content, by=request.actor)
    hand_over(made)
    if not made.new:
        notices.saved(request, "Dit bestand was al aangeleverd. Hieronder staat hoe het ermee staat.")
    return made.file.pk


def _say(request: ActorRequest, made: TakenIn) -> None:
    if not made.made:
        notices.saved(request, "Dit was al ingelezen. Er is niets bij gekomen.")
    else:
        notices.saved(
            request,
            f"{made.lines} {'regel' if made.lines == 1 else 'regels'} ingelezen: {tallies(made.outcomes) or 'geen nieuwe'}.",
        )
