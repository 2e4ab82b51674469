"""What came in and went out, month by month: for the page, as a letter to one person, and by the pile for a gemeente."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.pages import back_to
from wegwijs.access.roles import Permission
from wegwijs.documents.batches import kind_of
from wegwijs.documents.presenters.batches import batch_line
from wegwijs.documents.queries import letter_of
from wegwijs.documents.queries.batches import batches
from wegwijs.documents.views import pdf_response, translation_response
from wegwijs.dossiers.views.letter_page import letter_page
from wegwijs.organisations.queries import gemeenten_by_code
from wegwijs.stages.ontzorgen.commands.new_number import about_number, send_number
from wegwijs.stages.ontzorgen.commands.statement import DIED, send_statement, statement
from wegwijs.stages.ontzorgen.forms.after import StatementsForm
from wegwijs.stages.ontzorgen.models import Eindreden
from wegwijs.stages.ontzorgen.presenters import after as shown
from wegwijs.stages.ontzorgen.queries import statement as queries
from wegwijs.stages.ontzorgen.queries.payees import change_or_404, paid_for
from wegwijs.stages.ontzorgen.statements_pile import OVERZICHTEN, hand_over_statements
from wegwijs.stages.ontzorgen.views.after import EDIT, head, opened

LATEST = 12


@require_safe
@door(EDIT)
def page(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The months that are over, with whether they were sent; the lines of the chosen one."""
    dossier, row = opened(request, pk, "ontzorgen: overzicht van geld", EDIT)
    book = queries.book_of(row)
    periods = queries.periods(book.account) if book else []
    asked = request.GET.get("maand", "")
    chosen = next((one for one in periods if one.since.isoformat() == asked), periods[0] if periods else None)
    context = head(request, dossier, row) | {
        "periods": shown.period_lines(periods, queries.sent_of(dossier.number)) if periods else [],
        "closed_on": book.account.closed_on if book else None,
        "known": book.known if book else None,
    }
    if book and chosen:
        found = queries.lines_of(book, chosen)
        context |= {
            "chosen": shown.period_words(chosen),
            "month": chosen.since.isoformat(),
            "opening": found.opening,
            "closing": found.closing,
            "lines": shown.moved_lines(found),
        }
    return render(request, "ontzorgen/own/statement.html", context)


@door(EDIT)
def send(request: ActorRequest, pk: UUID, maand: str) -> HttpResponse:
    """One letter, seen before it goes; also again, for who lost it."""
    dossier, row = opened(request, pk, "ontzorgen: overzicht sturen", EDIT)
    row.dossier = dossier
    month, today = _month(maand), clock.today()
    book = queries.book_of(row)
    period = queries.period_of(book.account, month) if book else None
    if period is None:
        raise Http404
    if row.end_reason == Eindreden.OVERLEDEN:
        messages.error(request, DIED)
        return redirect("selfreliance:statement", pk)
    return letter_page(
        request,
        dossier,
        lambda: statement(row, month, by=request.actor, on=today),
        lambda channel, seen: send_statement(
            row, month, by=request.actor, on=today, channel=channel, seen=seen
        ),
        title="Eindafrekening sturen" if period.final else "Overzicht van geld sturen",
        lead=f"{shown.period_words(period)}. In eenvoudig Nederlands, met daarnaast de eigen taal als die er is.",
        done="De eindafrekening is verzonden." if period.final else "Het overzicht is verzonden.",
        back=back_to("selfreliance:statement", "Overzicht van geld", pk),
    )


@door(EDIT)
def number(request: ActorRequest, pk: UUID, change_pk: UUID) -> HttpResponse:
    """The letter about a new account number, of the client or of somebody whom we pay for them, seen before it goes; also again."""
    dossier, row = opened(request, pk, "ontzorgen: brief over rekeningnummer", EDIT)
    row.dossier = dossier
    change = change_or_404(request.actor, change_pk)
    today = clock.today()
    own = change.payee.dossier_id == dossier.pk
    if change.usable_from is None or not (own or paid_for(change.payee, on=today).filter(pk=row.pk).exists()):
        raise Http404
    if row.end_reason == Eindreden.OVERLEDEN:
        messages.error(request, DIED)
        return redirect("payments:payee", change.payee_id)
    return letter_page(
        request,
        dossier,
        lambda: about_number(row, change, by=request.actor, on=today),
        lambda channel, seen: send_number(
            row, change, by=request.actor, on=today, channel=channel, seen=seen
        ),
        title="Brief over nieuw rekeningnummer",
        lead=f"De brief toont alleen de laatste vier tekens.{' Bel de cliënt ook, op een nummer dat u al kende.' if own else ''}",
        done="De brief over het rekeningnummer is verzonden.",
        back=back_to("payments:payee", "Ontvanger", change.payee_id)
        if own
        else back_to("payments:clients", "Cliënten", change.payee_id),
    )


def _month(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as wrong:
        raise Http404 from wrong
    return found


@require_safe
@door(EDIT)
def letter(request: ActorRequest, pk: UUID, overzicht_pk: UUID) -> HttpResponse:
    """A statement, or the letter about a number, as it was sent; ``?taal=eigen``: its copy in the client's language."""
    dossier, _ = opened(request, pk, "ontzorgen: brief met overzicht", EDIT)
    found = letter_of(dossier.number, overzicht_pk)
    if not found.kind.startswith(("geld_", "nummer_")):
        raise Http404
    if request.GET.get("taal") == "eigen":
        return translation_response(found, request.actor)
    return pdf_response(found, request.actor)


@door(EDIT)
def of_all(request: ActorRequest) -> HttpResponse:
    """A pile for everybody of a gemeente whose statement of a month wasn't sent."""
    actor = request.actor
    gemeenten = gemeenten_by_code(actor.gemeenten(EDIT) & actor.gemeenten(Permission.LETTER_SEND))
    names = {code: one.naam for code, one in gemeenten.items()}
    form = bound(StatementsForm, request, gemeenten=names, months=queries.months_over())
    if request.method == "POST" and form.is_valid():
        gemeente, month = (
            gemeenten[form.cleaned_data["gemeente"]],
            date.fromisoformat(form.cleaned_data["month"]),
        )
        made = attempt(
            form,
            lambda: hand_over_statements(gemeente, queries.to_write(gemeente.pk, month), month, by=actor),
        )
        if made:
            return redirect("documents:batch", made.pk)
    context = {
        "form": form,
        "batches": [batch_line(one, kind_of(one.kind)) for one in batches(actor, OVERZICHTEN)[:LATEST]],
    }
    return render(request, "ontzorgen/own/statements.html", context)
