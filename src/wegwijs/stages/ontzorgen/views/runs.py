"""Payments: what waits, proposals, and runs that two people sign."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, carried_out, door
from wegwijs.access.pages import back_to, form_page, pressed
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record, record_list
from wegwijs.audit.models import Action
from wegwijs.errors import DomainError
from wegwijs.stages.ontzorgen.commands import proposals as propose_commands
from wegwijs.stages.ontzorgen.commands import runs as commands
from wegwijs.stages.ontzorgen.commands.runs import RunKind
from wegwijs.stages.ontzorgen.forms.runs import AgainForm, ProposeForm, PutInForm, ReasonForm, RunForm
from wegwijs.stages.ontzorgen.models import PaymentOrder, PaymentRun
from wegwijs.stages.ontzorgen.presenters import payments as shown
from wegwijs.stages.ontzorgen.presenters.reasons import PAID
from wegwijs.stages.ontzorgen.queries import runs as queries
from wegwijs.stages.ontzorgen.queries.due import payable
from wegwijs.stages.ontzorgen.queries.payees import asked_of, gemeenten, staff_in
from wegwijs.stages.ontzorgen.queries.runs import After, Changed
from wegwijs.ui import notices
from wegwijs.ui.format import number

EDIT, RELEASE = Permission.MONEY_EDIT, Permission.MONEY_RELEASE
HOME = "payments:list", "Betalingen"


@require_safe
@door(EDIT)
def listing(request: ActorRequest) -> HttpResponse:
    """Runs that aren't over (or all), what must be looked into, and whether bank and ledger agree."""
    actor = request.actor
    all_ = request.GET.get("stand") == "alles"
    found = queries.runs_listed(actor, all_=all_, after=_key(request.GET.get("voor", "")))
    rows = found[: queries.PAGE]
    record_list(by=actor, page="payments:list", shown=len(rows))
    return render(
        request,
        "ontzorgen/payments/list.html",
        {
            "rows": [shown.run_row(one) for one in rows],
            "all": all_,
            "waits": queries.waits(actor),
            "next": f"?{'stand=alles&' if all_ else ''}voor={rows[-1].pk}"
            if len(found) > queries.PAGE
            else "",
        },
    )


def _after(text: str) -> After | None:
    """Where a page goes on; None for what can't be read, which shows the first."""
    on, _, rest = text.partition("_")
    whose, _, key = rest.partition("_")
    try:
        return After(date.fromisoformat(on), UUID(whose), UUID(key))
    except ValueError:
        return None


def _place(after: After) -> str:
    return f"{after.on.isoformat()}_{after.ontzorging}_{after.pk}"


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@door(EDIT)
def proposals(request: ActorRequest) -> HttpResponse:
    """What waits to be put into a run, page by page, and a form to propose further."""
    actor = request.actor
    mine = gemeenten(actor)
    code = request.POST.get("gemeente") or request.GET.get("gemeente", "")
    chosen = next((one for one in mine if one.pk == code), mine[0] if mine else None)
    form = bound(ProposeForm, request, gemeenten=mine, initial={"gemeente": chosen.pk if chosen else ""})

    def act(data: dict[str, date]) -> object:
        made = propose_commands.propose(form.chosen(), since=clock.today(), until=data["until"], by=actor)
        notices.saved(request, f"{len(made.made)} betalingen voorgesteld, {len(made.waits)} kunnen nog niet.")
        return made

    if carried_out(request, form, act):
        return redirect(f"{reverse('payments:proposals')}?gemeente={form.chosen().pk}")
    found = queries.proposals(actor, chosen.pk, after=_after(request.GET.get("na", ""))) if chosen else None
    orders = found.orders if found else ()
    record_list(by=actor, page="payments:proposals", shown=len(orders))
    return render(
        request,
        "ontzorgen/payments/proposals.html",
        {
            "form": form,
            "chosen": chosen,
            "gemeenten": mine,
            "rows": [shown.order_row(one) for one in orders],
            "lead": shown.proposed_words(found) if found else "",
            "first": f"?{urlencode({'gemeente': code})}" if request.GET.get("na") else "",
            "next": f"?{urlencode({'gemeente': chosen.pk, 'na': _place(found.after)})}"
            if chosen and found and found.after
            else "",
            "why": PAID,
        },
    )


@require_safe
@door(EDIT)
def not_yet(request: ActorRequest) -> HttpResponse:
    """What falls due in two weeks and can't be paid, with why."""
    actor = request.actor
    mine = gemeenten(actor)
    code = request.GET.get("gemeente", "")
    chosen = next((one for one in mine if one.pk == code), mine[0])
    since = clock.today()
    found = payable(chosen.pk, since=since, until=since + ProposeForm.AHEAD, at=clock.now())
    rows = [shown.due_row(one) for one in found if one.reason]
    record_list(by=actor, page="payments:not_yet", shown=len(rows))
    return render(request, "ontzorgen/payments/not_yet.html", {"chosen": chosen, "rows": rows})


@require_safe
@door(EDIT)
def returned(request: ActorRequest) -> HttpResponse:
    """What came back from the bank and nobody decided about."""
    actor = request.actor
    found = queries.failed(actor)
    rows = [shown.order_row(one) for one in found[: queries.PAGE]]
    record_list(by=actor, page="payments:returned", shown=len(rows))
    return render(
        request,
        "ontzorgen/payments/returned.html",
        {"rows": rows, "more": len(found) > queries.PAGE},
    )


@door(EDIT)
def drop(request: ActorRequest, order_pk: UUID) -> HttpResponse:
    """A proposal isn't paid."""
    order = queries.order_or_404(request.actor, order_pk)
    form = bound(ReasonForm, request)
    return form_page(
        request, form, lambda data: propose_commands.drop_order(order, data["reason"], by=request.actor), title="Niet betalen",
        lead=f"{shown.choice(order)[1]}", submit="Betaal dit niet", done="Dit wordt niet betaald.",
        back=back_to("payments:proposals", "Voorstellen"),
    )  # fmt: skip


@door(EDIT)
def again(request: ActorRequest, order_pk: UUID) -> HttpResponse:
    """What came back is proposed anew."""
    order = queries.order_or_404(request.actor, order_pk)
    form = bound(AgainForm, request)
    row = shown.order_row(order)
    return form_page(
        request, form, lambda data: propose_commands.pay_again(order, by=request.actor, on=data["on"]), title="Opnieuw betalen",
        lead=f"{row.amount} {row.what.lower()}, {row.who}, dossier {row.dossier}. {row.note}", submit="Zet klaar",
        done="De betaling staat opnieuw klaar.", back=back_to("payments:returned", "Teruggekomen"),
    )  # fmt: skip


@door(EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """A run for a day; asked twice there is one."""
    form = bound(RunForm, request, gemeenten=gemeenten(request.actor))
    return form_page(
        request, form,
        lambda data: commands.make_run(form.chosen(), data["due_on"], RunKind(data["kind"]), by=request.actor),
        title="Nieuwe betaalrun", lead="Wat klaarstaat en betaald kan worden, gaat er meteen in", submit="Maak de run",
        back=back_to(*HOME), to=lambda made: reverse("payments:run", args=[made.pk]),
    )  # fmt: skip


@require_safe
@door(EDIT)
def run(request: ActorRequest, betaalrun_pk: UUID) -> HttpResponse:
    """One with its payments and what differs from the run before, each page by page, its sums over all of it, and what may be done now."""
    actor = request.actor
    found = queries.run_or_404(actor, betaalrun_pk)
    orders = queries.orders_of(found)
    listed = queries.page_among(orders, after=_key(request.GET.get("na", "")))
    others, more = _differences(request, found, orders)
    asked = asked_of({one.payee_id for one in orders if one.payee_id})
    record(by=actor, action=Action.VIEW, kind=commands.KIND, key=found.pk, gemeente=found.gemeente_id)
    return render(
        request,
        "ontzorgen/payments/run.html",
        {
            "run": found,
            "facts": shown.run_facts(found, orders),
            "why": PAID,
            "otherwise": shown.otherwise(queries.booked_otherwise(found)),
            "acts": shown.acts(found, actor),
            "rows": [shown.order_row(one) for one in listed.rows],
            "first": "?" if request.GET.get("na") else "",
            "next": f"?{urlencode({'na': str(listed.after)})}" if listed.after else "",
            "differences": [shown.difference(one) for one in others],
            "differences_more": more,
            "staff": staff_in(found),
            "asked": sorted({str(one.payee) for one in orders if one.payee_id in asked}),
        },
    )


def _differences(
    request: ActorRequest, found: PaymentRun, orders: list[PaymentOrder]
) -> tuple[list[Changed], dict[str, str]]:
    """A page of what differs, and where its other pages are; the text says how much there is."""
    every = queries.differences(found, orders)
    asked = request.GET.get("anders", "")
    at = int(asked) if asked.isdecimal() and int(asked[:6]) < len(every) else 0
    end = at + queries.PAGE
    if len(every) <= queries.PAGE:
        return every, {}
    return every[at:end], {
        "text": f"{number(at + 1)} tot en met {number(min(end, len(every)))} van {number(len(every))}",
        "previous": f"?anders={max(0, at - queries.PAGE)}" if at else "",
        "next": f"?anders={end}" if end < len(every) else "",
    }


@door(EDIT)
def fill(request: ActorRequest, betaalrun_pk: UUID) -> HttpResponse:
    """Proposals to put in, page by page."""
    actor = request.actor
    found = queries.run_or_404(actor, betaalrun_pk)
    listed = queries.proposals(actor, found.gemeente_id, after=_after(request.GET.get("na", "")))
    waiting = listed.orders
    form = bound(PutInForm, request, choices=[shown.choice(one) for one in waiting])

    def act(data: dict[str, list[str]]) -> object:
        refused = commands.put_in(found, [UUID(one) for one in data["orders"]], by=actor)
        for why in sorted(set(refused.values())):
            messages.error(request, why)
        return refused

    return form_page(
        request, form, act, title="Betalingen in de run zetten", lead=f"Betaalrun van {found.due_on:%d-%m-%Y}", submit="Zet erin",
        back=back_to("payments:run", "Betaalrun", found.pk), template="ontzorgen/payments/fill.html",
        more=lambda: {
            "any": bool(waiting), "first": "?" if request.GET.get("na") else "",
            "next": f"?{urlencode({'na': _place(listed.after)})}" if listed.after else "",
        },
    )  # fmt: skip


def _posted(request: ActorRequest, found: PaymentRun, act: Callable[[], object], said: str) -> HttpResponse:
    pressed(request, act, said)
    return redirect("payments:run", found.pk)


@require_POST
@door(EDIT)
def out(request: ActorRequest, order_pk: UUID) -> HttpResponse:
    """A payment goes out of its run."""
    order: PaymentOrder = queries.order_or_404(request.actor, order_pk)
    if order.run is None:
        return redirect("payments:proposals")
    return _posted(
        request, order.run, lambda: commands.take_out(order, by=request.actor), "De betaling is uit de run."
    )


@require_POST
@door(RELEASE, fresh=True)
def sign(request: ActorRequest, betaalrun_pk: UUID) -> HttpResponse:
    """The first signature."""
    found = queries.run_or_404(request.actor, betaalrun_pk)
    return _posted(request, found, lambda: commands.sign_first(found, by=request.actor), "U tekende. Een collega geeft de run vrij.")  # fmt: skip


@require_POST
@door(RELEASE, fresh=True)
def release(request: ActorRequest, betaalrun_pk: UUID) -> HttpResponse:
    """The second, over the hash that was shown."""
    found = queries.run_or_404(request.actor, betaalrun_pk)
    shown_hash = request.POST.get("sha256", "")
    return _posted(request, found, lambda: commands.release(found, shown_hash, by=request.actor), "De run is vrijgegeven. Haal het bestand op.")  # fmt: skip


@require_POST
@door(RELEASE)
def unsign(request: ActorRequest, betaalrun_pk: UUID) -> HttpResponse:
    """The first signature is taken back."""
    found = queries.run_or_404(request.actor, betaalrun_pk)
    return _posted(request, found, lambda: commands.unsign(found, by=request.actor), "De handtekening is weg. De run kan weer veranderen.")  # fmt: skip


@require_POST
@door(RELEASE)
def file(request: ActorRequest, betaalrun_pk: UUID) -> HttpResponse:
    """The file for the bank; from the first time on the run is at the bank."""
    found = queries.run_or_404(request.actor, betaalrun_pk)
    try:
        row = commands.hand_over(found, by=request.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("payments:run", found.pk)
    answer = HttpResponse(bytes(row.content), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{row.name}"'
    return answer


@door(RELEASE)
def withdraw(request: ActorRequest, betaalrun_pk: UUID) -> HttpResponse:
    """It doesn't go to the bank."""
    found = queries.run_or_404(request.actor, betaalrun_pk)
    form = bound(ReasonForm, request)
    return form_page(
        request, form, lambda data: commands.withdraw(found, data["reason"], by=request.actor), title="Betaalrun intrekken",
        lead="Wat opzij was gezet, is weer van de cliënten. De betalingen staan opnieuw klaar.", submit="Trek in",
        done="De run is ingetrokken.", back=back_to("payments:run", "Betaalrun", found.pk),
    )  # fmt: skip
