"""Contracts: the list, one contract, and everything that two people agree on."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page, pressed
from wegwijs.access.roles import Permission
from wegwijs.contracts import commands
from wegwijs.contracts.forms.agreements import (
    ContractForm,
    DecideForm,
    LastDayForm,
    OptionForm,
    ShareForm,
    TermsForm,
    Verdict,
)
from wegwijs.contracts.models import LotStep
from wegwijs.contracts.presenters import agreements as shown
from wegwijs.contracts.queries import agreements as queries
from wegwijs.contracts.queries import money
from wegwijs.contracts.queries.tenders import standing_step, tenders
from wegwijs.contracts.views.back import TO_CONTRACTS, to_contract
from wegwijs.organisations.queries import gemeenten_by_code

VIEW, EDIT, CONFIRM = Permission.CONTRACT_VIEW, Permission.CONTRACT_EDIT, Permission.CONTRACT_CONFIRM
NEWEST = 10


@require_safe
@door(VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Every contract that the actor's gemeenten share in, with what it costs and what asks for attention."""
    actor, today = request.actor, clock.today()
    gemeenten = actor.gemeenten(VIEW)
    rows = queries.contracts(actor, on=today)
    if rows:
        request.waiting = rows[0].waits
    found = money.cells(gemeenten, on=today)
    lines = shown.lines(rows, found, today)
    chosen = request.GET.get("toon", "")
    if chosen == "let-op":
        lines = [one for one in lines if one.severity]
    return render(
        request,
        "contracts/list.html",
        {
            "lines": lines,
            "total": shown.amounts(money.summed(found)) if rows and not chosen else None,
            "chosen": chosen == "let-op",
            "any": bool(rows),
            "may_edit": actor.may(EDIT),
        },
    )


@require_safe
@door(VIEW)
def page(request: ActorRequest, contract_pk: UUID) -> HttpResponse:
    """What holds, what it costs, who takes part, and what was agreed before."""
    actor, today = request.actor, clock.today()
    gemeenten = actor.gemeenten(VIEW)
    contract = queries.contract_or_404(actor, contract_pk, on=today)
    request.waiting = contract.waits
    found = money.cells(gemeenten, on=today, contract=contract)
    versions = queries.in_force(contract)
    holds = queries.terms_on(contract, today) or (versions[0] if versions else None)
    waits = queries.offered(contract)
    used = {one.option_id for one in versions}
    rows, before = shown.settled_apart(found, today.year)
    total = money.summed(found)
    return render(
        request,
        "contracts/contract.html",
        {
            "contract": contract,
            "notices": shown.told_anew(contract, queries.booked_anew(contract))
            + shown.notices(contract, today),
            "holds": holds,
            "facts": shown.terms_facts(holds) if holds else [],
            "prices": shown.price_lines(holds) if holds else [],
            "waits": waits,
            "versions": [shown.version(one, holds, today) for one in contract.terms.all()],
            "money": shown.money_lines(rows, {contract.pk: contract}),
            "before": shown.amounts(before) if before else None,
            "total": shown.amounts(total),
            "ahead": shown.ahead(contract, holds, total, today),
            "amounts": shown.facts_of_money(shown.amounts(total)),
            "movements": [
                shown.movement_line(one) for one in money.movements_of(contract, gemeenten, NEWEST)
            ],
            "shares": [shown.share_line(one, today) for one in contract.shares.all()],
            "options": [shown.option_line(one, one.pk in used) for one in contract.options.all()],
            "marks": [shown.mark_line(one, today) for one in contract.supplier.keurmerken.all()],
            "may_edit": actor.may(EDIT),
            "may_decide": bool(waits)
            and actor.may(CONFIRM)
            and waits is not None
            and waits.made_by != actor.employee,
        },
    )


@door(EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """A contract with its first terms."""
    awarded = [
        lot for tender in tenders() for lot in tender.lots.all()
        if (stands := standing_step(lot)) and stands.kind == LotStep.Kind.AWARDED
    ]  # fmt: skip
    form = bound(ContractForm, request, suppliers=queries.suppliers(), lots=awarded)
    if not form.is_bound and (lot := request.GET.get("perceel", "")) in form.lots:
        form.initial["lot"] = lot
    return form_page(
        request, form, lambda _: commands.make_contract(form.contract(), form.terms(), by=request.actor),
        title="Nieuw contract", lead="De voorwaarden gelden als een collega ze heeft vastgesteld",
        submit="Leg voor aan een collega", back=back_to(*TO_CONTRACTS),
        done="Het contract is vastgelegd. Een collega moet de voorwaarden nog vaststellen.",
        to=lambda made: reverse("contracts:contract", args=[made.pk]),
    )  # fmt: skip


@door(EDIT)
def terms_new(request: ActorRequest, contract_pk: UUID) -> HttpResponse:
    """Other terms from a day on."""
    contract = queries.contract_or_404(request.actor, contract_pk, on=clock.today())
    versions = queries.in_force(contract)
    form = bound(
        TermsForm,
        request,
        terms=versions[-1] if versions else None,
        options=queries.open_options(contract, versions),
    )
    return form_page(
        request, form, lambda _: commands.propose_terms(contract, form.terms(), by=request.actor),
        title="Nieuwe voorwaarden", lead="Wat nu geldt, blijft gelden tot de nieuwe dag. Een collega stelt de versie vast.",
        submit="Leg voor aan een collega", done="De nieuwe voorwaarden wachten op een collega.", back=to_contract(contract),
    )  # fmt: skip


@door(CONFIRM)
def terms_decide(request: ActorRequest, contract_pk: UUID) -> HttpResponse:
    """A second person looks at what changes and puts it in force, or refuses it."""
    contract = queries.contract_or_404(request.actor, contract_pk, on=clock.today())
    waits = queries.offered(contract)
    if waits is None:
        raise Http404
    versions = queries.in_force(contract)
    form = bound(DecideForm, request)
    return form_page(
        request, form, lambda data: commands.decide_terms(waits, by=request.actor, accept=data["accept"] == Verdict.RIGHT),
        title="Voorwaarden beoordelen", lead=f"{contract.title}, {waits}: {waits.why}", submit="Leg vast",
        template="contracts/decide.html",
        more=lambda: {
            "changes": shown.changes(waits, versions[-1] if versions else None),
            "maker": waits.made_by.name,
            "mine": waits.made_by == request.actor.employee,
            "first": not versions,
            "concerns": shown.concerns(waits, queries.concerned(waits).count(), clock.today()),
        },
        done=lambda row: f"De voorwaarden zijn {row.get_state_display()}.", back=to_contract(contract),
    )  # fmt: skip


@door(EDIT)
def option_new(request: ActorRequest, contract_pk: UUID) -> HttpResponse:
    """The contract may be made longer."""
    contract = queries.contract_or_404(request.actor, contract_pk, on=clock.today())
    form = bound(OptionForm, request)
    return form_page(
        request, form, lambda data: commands.add_option(contract, by=request.actor, **data), title="Verlenging vastleggen",
        lead="Wat het contract toestaat. Gebruiken doet u met nieuwe voorwaarden.", done="De verlenging is vastgelegd.",
        back=to_contract(contract),
    )  # fmt: skip


@require_POST
@door(EDIT)
def option_decline(request: ActorRequest, contract_pk: UUID, option_pk: UUID) -> HttpResponse:
    """The option isn't used."""
    contract = queries.contract_or_404(request.actor, contract_pk, on=clock.today())
    option = next((one for one in contract.options.all() if one.pk == option_pk), None)
    if option is None:
        raise Http404
    pressed(
        request,
        lambda: commands.decline_option(option, by=request.actor),
        "Vastgelegd: de verlenging wordt niet gebruikt.",
    )
    return redirect("contracts:contract", contract.pk)


@door(EDIT)
def share_new(request: ActorRequest, contract_pk: UUID) -> HttpResponse:
    """A gemeente joins."""
    contract = queries.contract_or_404(request.actor, contract_pk, on=clock.today())
    gemeenten = list(gemeenten_by_code(request.actor.gemeenten(EDIT)).values())
    form = bound(ShareForm, request, gemeenten=gemeenten)
    return form_page(
        request, form,
        lambda data: commands.take_part(
            contract, form.gemeenten[data["gemeente"]], by=request.actor, valid_from=data["valid_from"],
            source=data["source"],
        ),
        title="Gemeente doet mee", done="De gemeente doet mee.", back=to_contract(contract),
    )  # fmt: skip


@door(EDIT)
def share_end(request: ActorRequest, contract_pk: UUID, share_pk: UUID) -> HttpResponse:
    """A gemeente stops taking part."""
    contract = queries.contract_or_404(request.actor, contract_pk, on=clock.today())
    share = next((one for one in contract.shares.all() if one.pk == share_pk), None)
    if share is None or not request.actor.may(EDIT, share.gemeente_id):
        raise Http404
    form = bound(LastDayForm, request)
    return form_page(
        request, form, lambda data: commands.end_share(share, by=request.actor, last_day=data["last_day"]),
        title=f"{share.gemeente} stopt", lead="Wie al begonnen is, gaat door. Daarna begint niemand meer.",
        done="Vastgelegd tot wanneer de gemeente meedoet.", back=to_contract(contract),
    )  # fmt: skip
