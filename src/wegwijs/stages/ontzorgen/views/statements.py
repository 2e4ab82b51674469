"""Statements of the bank, what must be looked into, our accounts, whether all adds up; and the payments of one person."""

from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, bound, carried_out, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record, record_list
from wegwijs.audit.models import Action
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.queries import open_dossier
from wegwijs.ledger.models import Fund
from wegwijs.stages.ontzorgen.commands import opening as opened
from wegwijs.stages.ontzorgen.commands import settle as commands
from wegwijs.stages.ontzorgen.forms.payees import Answer
from wegwijs.stages.ontzorgen.forms.statements import (
    AccountForm,
    ConfirmOpeningForm,
    DayForm,
    GiveOpeningForm,
    OpeningForm,
    SettleForm,
)
from wegwijs.stages.ontzorgen.models import BankAccount, StatementLine
from wegwijs.stages.ontzorgen.presenters import accounts as account_shown
from wegwijs.stages.ontzorgen.presenters import payments as shown
from wegwijs.stages.ontzorgen.presenters import reasons as told
from wegwijs.stages.ontzorgen.presenters.reading import file_row
from wegwijs.stages.ontzorgen.queries import reading
from wegwijs.stages.ontzorgen.queries import statements as queries
from wegwijs.stages.ontzorgen.queries.choosing import open_ontzorgingen, sent_orders, sent_up_to
from wegwijs.stages.ontzorgen.queries.payees import gemeenten
from wegwijs.stages.ontzorgen.queries.runs import ontzorging_of, payments_of
from wegwijs.ui import notices
from wegwijs.ui.format import day, euros
from wegwijs.ui.parts import Fact

EDIT, RELEASE = Permission.MONEY_EDIT, Permission.MONEY_RELEASE
HOME = "payments:list", "Betalingen"


@require_safe
@door(EDIT)
def listing(request: ActorRequest) -> HttpResponse:
    """Newest first; above them the large files that are read or weren't taken in."""
    actor = request.actor
    found = queries.statements_listed(actor, before=_moment(request.GET.get("voor", "")))
    rows = found[: queries.PAGE]
    record_list(by=actor, page="payments:statements", shown=len(rows))
    return render(
        request,
        "ontzorgen/payments/statements.html",
        {
            "files": [file_row(one) for one in reading.lately(actor)],
            "rows": [shown.statement_row(one) for one in rows],
            "next": f"?{urlencode({'voor': rows[-1].imported_at.isoformat()})}"
            if len(found) > queries.PAGE
            else "",
        },
    )


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo and MINYEAR + 1 < found.year < MAXYEAR else None


@require_safe
@door(EDIT)
def page(request: ActorRequest, statement_pk: UUID) -> HttpResponse:
    """One with its lines."""
    actor = request.actor
    found = queries.statement_or_404(actor, statement_pk)
    after = request.GET.get("na", "")
    lines = queries.lines_of(actor, found, after=int(after) if after.isdecimal() and len(after) < 7 else 0)
    rows = lines[: queries.PAGE]
    code = found.account.fund.gemeente_id
    record(
        by=actor,
        action=Action.VIEW,
        kind="afschrift",
        key=found.pk,
        gemeente=code,
        detail=f"{len(rows)} regels",
    )
    return render(
        request,
        "ontzorgen/payments/statement.html",
        {
            "statement": found,
            "why": told.why_statement(found),
            "facts": [
                Fact("Gemeente", str(found.account.fund.gemeente)),
                Fact("Beginsaldo", f"{euros(found.opening)} op {day(found.opening_on)}"),
                Fact("Eindsaldo", f"{euros(found.closing)} op {day(found.closing_on)}"),
                Fact("Ingelezen", f"{found.imported_at:%d-%m-%Y} door {found.imported_by}"),
            ],
            "rows": [shown.line_row(one) for one in rows],
            "next": f"?na={rows[-1].position}" if len(lines) > queries.PAGE else "",
        },
    )


@require_safe
@door(EDIT)
def waiting(request: ActorRequest) -> HttpResponse:
    """What nobody knew: money that came, and money that went without an order of ours."""
    actor = request.actor
    asked = request.GET.get("wat", "")
    found = queries.open_lines(actor, asked)
    counted = queries.open_counted(actor)
    rows = found[: queries.PAGE]
    record_list(by=actor, page="payments:waiting", shown=len(rows))
    kinds = [(one.value, one.label, counted.get(one, 0), one == asked) for one in queries.OPEN]
    colleague = queries.COLLEAGUE
    kinds.append((colleague, "wacht op een collega", counted[colleague], asked == colleague))
    return render(
        request,
        "ontzorgen/payments/waiting.html",
        {"rows": [shown.line_row(one) for one in rows], "kinds": kinds, "more": len(found) > queries.PAGE},
    )


@door(EDIT)
def settle(request: ActorRequest, regel_pk: UUID) -> HttpResponse:
    """A person says what a line is; what waits for a colleague leads on to what that one says."""
    actor = request.actor
    line = queries.line_or_404(actor, regel_pk)
    code = line.statement.account.fund.gemeente_id
    if request.method != "POST" and line.waits and actor.may(RELEASE, code):
        return redirect("payments:said", line.pk)
    came = line.cents > 0
    form = bound(
        SettleForm,
        request,
        came=came,
        former=came and line.ontzorging is not None,
        clients=open_ontzorgingen(code) if came else (),
        orders=() if came else sent_orders(code, -line.cents),
        parts=() if came else sent_up_to(code, -line.cents),
    )
    open_ = line.outcome in queries.OPEN
    if open_ and carried_out(request, form, lambda data: _settled(request, line, form, data)):
        return redirect("payments:waiting")
    record(by=actor, action=Action.VIEW, kind="regel van afschrift", key=line.pk, gemeente=code)
    return render(
        request,
        "ontzorgen/payments/settle.html",
        {
            "line": line,
            "facts": shown.line_facts(line),
            "asked": shown.asked_facts(line, queries.orders_said(line)),
            "form": form,
            "open": open_,
            "came": came,
        },
    )


def _settled(request: ActorRequest, line: StatementLine, form: SettleForm, data: dict[str, str]) -> object:
    by, note = request.actor, data["note"]
    if data["what"] == "terug":
        return commands.send_back(line, note, by=by)
    match data["what"]:
        case "geven":
            made = commands.ask_client(line, form.clients[data["ontzorging"]], note, by=by)
        case "opdracht":
            made = commands.ask_order(line, form.orders[data["order"]], note, by=by)
        case "meer":
            made = commands.ask_orders(line, [form.parts[key] for key in data["together"]], note, by=by)
        case _:
            made = commands.ask_costs(line, note, by=by)
    notices.saved(request, "Vastgelegd. Een collega bevestigt het.")
    return made


@door(EDIT)
def accounts(request: ActorRequest) -> HttpResponse:
    """Where money stands, and a new account."""
    actor = request.actor
    form = bound(AccountForm, request, gemeenten=gemeenten(actor))

    def act(data: dict[str, str]) -> object:
        gemeente = form.gemeenten[data["gemeente"]]
        return commands.add_account(gemeente, Fund.Kind(data["kind"]), data["iban"], data["name"], by=actor)

    return form_page(
        request, form, act, title="Bankrekeningen", lead="Waar het geld van cliënten staat, en vanwaar de gemeente voorschotgeld stort",
        submit="Leg vast", done="De rekening is vastgelegd.", back=back_to(*HOME), to=reverse("payments:accounts"),
        template="ontzorgen/payments/accounts.html",
        more=lambda: {"rows": [account_shown.account_row(one) for one in queries.accounts(actor)]},
    )  # fmt: skip


@door(EDIT)
def opening(request: ActorRequest, bankrekening_pk: UUID) -> HttpResponse:
    """With what an account began: said by one, confirmed by another, and given to whom it is of."""
    actor = request.actor
    account = queries.account_or_404(actor, bankrekening_pk)
    form, act, submit, done = _opening_step(request, account)
    left = queries.begin_left(account)

    def more() -> dict[str, object]:
        code = account.fund.gemeente_id
        record(by=actor, action=Action.VIEW, kind="bankrekening", key=account.pk, gemeente=code)
        return {
            "facts": account_shown.opening_facts(account, left),
            "note": _opening_note(actor, account, left),
            "why": told.OPENING,
            "step": account_shown.opening_step(account, own=account.begin_asked_by == actor.employee),
        }

    return form_page(
        request, form, act, title="Beginsaldo", lead=f"Wat er stond voor het eerste afschrift van {account}", submit=submit, done=done,
        back=back_to("payments:accounts", "Bankrekeningen"), template="ontzorgen/payments/opening.html", more=more,
    )  # fmt: skip


def _opening_step(
    request: ActorRequest, account: BankAccount
) -> tuple[Form, Callable[[dict[str, Any]], object], str, str]:
    """The form of what is to be done now, its act, its button, and what is said afterwards."""
    by = request.actor
    if account.begin:
        give = bound(GiveOpeningForm, request, clients=open_ontzorgingen(account.fund.gemeente_id))
        return (
            give, lambda data: opened.give_opening(account, give.clients[data["ontzorging"]], data["cents"], by=by),
            "Geef dit deel", "Dit deel staat op de rekening van de cliënt.",
        )  # fmt: skip
    if account.begin_asked_by_id and account.begin_asked_by != by.employee:
        return (
            bound(ConfirmOpeningForm, request), lambda data: opened.answer_opening(account, by=by, agrees=data["answer"] == Answer.YES),
            "Leg vast", "Uw antwoord is vastgelegd.",
        )  # fmt: skip
    return (
        bound(OpeningForm, request, initial={"cents": account.begin_cents, "reason": account.begin_reason}), lambda data: opened.ask_opening(account, data["cents"], data["reason"], by=by),
        "Leg vast", "Het beginsaldo wacht op een collega.",
    )  # fmt: skip


def _opening_note(actor: Actor, account: BankAccount, left: int) -> str:
    """Why there is nothing to fill in; "" when there is."""
    if account.begin:
        return (
            ""
            if left
            else "Er is niets te verdelen: alles is van een cliënt, of het eerste afschrift is nog niet ingelezen."
        )
    if queries.newest(account):
        return "Het eerste afschrift begon op nul. Er is niets vast te leggen."
    if (
        account.begin_asked_by_id
        and account.begin_asked_by != actor.employee
        and not actor.may(RELEASE, account.fund.gemeente_id)
    ):
        return "Iemand die betalingen mag vrijgeven bevestigt dit."
    return ""


@require_safe
@door(EDIT)
def stand(request: ActorRequest) -> HttpResponse:
    """Whether what is of clients stands at the bank or is on its way, on any day in the past."""
    actor = request.actor
    form = DayForm(request.GET) if "dag" in request.GET else DayForm(initial={"dag": clock.today()})
    on = form.cleaned_data["dag"] if form.is_bound and form.is_valid() else clock.today()
    rows = [told.stand_row(one) for one in queries.stands(actor.gemeenten(EDIT), on=on)]
    return render(request, "ontzorgen/payments/stand.html", {"form": form, "on": on, "rows": rows})


@require_safe
@door(EDIT)
def person(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The payments of one person, what the bank booked for them, and what is free."""
    actor = request.actor
    dossier = open_dossier(actor, pk, page="betalingen", permission=EDIT)
    found = ontzorging_of(dossier)
    head = dossier_presenters.head(dossier, actor)
    context: dict[str, object] = {"head": head, "dossier": dossier}
    if found:
        ontzorging, money = found
        payments, more = payments_of(ontzorging)
        lines, more_lines = queries.lines_about(ontzorging)
        context |= {
            "ontzorging": ontzorging,
            "keeps_money": True,
            "why": told.PAID,
            "facts": [
                Fact("Saldo", euros(money.balance)),
                Fact("Vrij te besteden", euros(money.free)),
                Fact("Afschriften bekend", f"tot en met {day(money.known)}" if money.known else "nog geen"),
            ],
            "rows": [shown.order_row(one) for one in payments],
            "more": more,
            "lines": [shown.line_row(one) for one in lines],
            "more_lines": more_lines,
        }
    return render(request, "ontzorgen/payments/person.html", context)
