"""Whom is paid: the list, one with its numbers, a new number, and what a second person says of it."""

from uuid import UUID

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
from wegwijs.stages.ontzorgen.commands import payees as commands
from wegwijs.stages.ontzorgen.forms.payees import (
    Answer,
    DecideNumberForm,
    NumberForm,
    PayeeForm,
    StaffAccountForm,
)
from wegwijs.stages.ontzorgen.payee_pile import tell_clients
from wegwijs.stages.ontzorgen.presenters import payees as shown
from wegwijs.stages.ontzorgen.presenters.reasons import TELL
from wegwijs.stages.ontzorgen.queries import payees as queries
from wegwijs.ui import notices

EDIT, RELEASE = Permission.MONEY_EDIT, Permission.MONEY_RELEASE
LIST = "payments:payees", "Ontvangers"


@door(EDIT)
def listing(request: ActorRequest) -> HttpResponse:
    """By name; those whose number waits for somebody when asked. What is searched for is sent, so that no name stands in an address."""
    actor = request.actor
    words, waiting = (
        request.POST.get("zoek", "").replace("\0", "").strip()[:70],
        bool(request.GET.get("wacht")),
    )
    found = queries.listed(actor, words=words, waiting=waiting, after=_key(request.GET.get("na", "")))
    rows, more = found[: queries.PAGE], len(found) > queries.PAGE
    standings = queries.standings(rows, at=clock.now())
    asked = {"na": str(rows[-1].pk), **({"wacht": "ja"} if waiting else {})} if more else {}
    record_list(by=actor, page="payments:payees", shown=len(rows))
    return render(
        request,
        "ontzorgen/payments/payees.html",
        {
            "rows": [shown.payee_row(one, standings[one.pk]) for one in rows],
            "words": words,
            "waiting": waiting,
            "most": queries.PAGE if words and more else 0,
            "next": f"?{urlencode(asked)}" if asked and not words else "",
        },
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@door(EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Somebody new to pay."""
    form = bound(PayeeForm, request, gemeenten=queries.gemeenten(request.actor))
    return form_page(
        request, form, lambda _: commands.add_payee(form.facts(), by=request.actor), title="Nieuwe ontvanger",
        lead="Het rekeningnummer vraagt u daarna aan. Een collega bevestigt het.", submit="Leg vast",
        done="De ontvanger is vastgelegd. Vraag nu het rekeningnummer aan.", back=back_to(*LIST),
        to=lambda made: reverse("payments:number", args=[made.pk]),
    )  # fmt: skip


@require_safe
@door(EDIT)
def page(request: ActorRequest, payee_pk: UUID) -> HttpResponse:
    """One, with every number that was asked and who decided."""
    actor = request.actor
    payee = queries.payee_or_404(actor, payee_pk)
    standing = queries.standings([payee], at=clock.now())[payee.pk]
    changes = queries.changes_of(payee)
    letters = queries.letters_about(payee, changes)
    piles = queries.piles_of(changes)
    record(by=actor, action=Action.VIEW, kind=commands.KIND, key=payee.pk, gemeente=payee.gemeente_id)
    return render(
        request,
        "ontzorgen/payments/payee.html",
        {
            "payee": payee,
            "facts": shown.payee_facts(payee, standing),
            "changes": [
                shown.change_row(
                    one, clock.now(), actor, letters.get(queries.letter_kind(one)), piles.get(one.pk, ())
                )
                for one in changes
            ],
            "to_tell": shown.to_tell(payee, changes),
            "may_decide": actor.may(RELEASE, payee.gemeente_id),
            "let_in": "Neem de vraag terug"
            if actor.employee and payee.unblock_asked_by == actor.employee
            else "Beoordeel weer toelaten",
            "open": any(not (one.confirmed_at or one.refused_at) for one in changes),
        },
    )


@door(EDIT)
def ask(request: ActorRequest, payee_pk: UUID) -> HttpResponse:
    """A number, for another to confirm."""
    payee = queries.payee_or_404(request.actor, payee_pk)
    form = bound(NumberForm, request)
    return form_page(
        request, form, lambda _: commands.ask_number(payee, form.facts(), by=request.actor), title="Rekeningnummer aanvragen",
        lead=f"Voor {payee}. Een collega bevestigt het nummer; een dag later is het te gebruiken.", submit="Vraag aan",
        done="Het nummer wacht op een collega.", back=back_to("payments:payee", "Ontvanger", payee.pk),
    )  # fmt: skip


@door(RELEASE, fresh=True)
def decide(request: ActorRequest, change_pk: UUID) -> HttpResponse:
    """What a second person sees of it, and says."""
    actor = request.actor
    change = queries.change_or_404(actor, change_pk)
    own = actor.employee is not None and change.asked_by_id == actor.employee.pk
    form = bound(DecideNumberForm, request, own=own)
    settled = change.confirmed_at or change.refused_at

    def act(data: dict[str, str]) -> object:
        if data["answer"] == Answer.YES:
            return commands.confirm_number(change, by=actor)
        return commands.refuse_number(change, data["reason"], by=actor)

    if not settled and carried_out(request, form, act):
        said = "bevestigd" if form.cleaned_data["answer"] == Answer.YES else "afgewezen"
        notices.saved(request, f"Het rekeningnummer is {said}.")
        return redirect("payments:payee", change.payee_id)
    record(
        by=actor,
        action=Action.VIEW,
        kind=commands.KIND,
        key=change.payee_id,
        gemeente=change.payee.gemeente_id,
    )
    before = queries.standings([change.payee], at=change.asked_at)[change.payee_id].iban
    return render(
        request,
        "ontzorgen/payments/number.html",
        {
            "change": change,
            "facts": shown.change_facts(change, before, queries.others_on(change)),
            "staff": queries.whose_staff(change.iban),
            "own": own,
            "settled": settled,
            "form": form,
        },
    )


@require_POST
@door(EDIT)
def told(request: ActorRequest, change_pk: UUID) -> HttpResponse:
    """The client was told of the new number."""
    change = queries.change_or_404(request.actor, change_pk)
    pressed(
        request, lambda: commands.told_client(change, by=request.actor), "Vastgelegd dat de cliënt het weet."
    )
    return redirect("payments:payee", change.payee_id)


@door(EDIT)
def clients(request: ActorRequest, payee_pk: UUID) -> HttpResponse:
    """For whom we pay somebody whose number is new, what each gets, and the one act that tells them all."""
    actor, today = request.actor, clock.today()
    payee, change = queries.seen_with_number(actor, payee_pk)
    if request.method == "POST":
        pressed(
            request,
            lambda: tell_clients(payee, by=actor),
            lambda made: f"{made.items.count()} brieven worden gemaakt. Hieronder staat hoe ver het is.",
        )
        return redirect("payments:payee", payee.pk)
    place = request.GET.get("na", "").replace("\0", "")[:20]
    found = queries.clients_listed(change, on=today, after=place) if change else []
    rows, more = found[: queries.PAGE], len(found) > queries.PAGE
    record_list(by=actor, page="payments:clients", shown=len(rows))
    return render(
        request,
        "ontzorgen/payments/clients.html",
        {
            "payee": payee,
            "change": change,
            "facts": shown.told_facts(change) if change else [],
            "why": TELL,
            "rows": [shown.client_row(row) for row in rows],
            "first": "?" if place else "",
            "next": f"?{urlencode({'na': rows[-1].dossier.number})}" if more else "",
        },
    )


@door(EDIT)
def staff(request: ActorRequest) -> HttpResponse:
    """Own accounts of employees: who told theirs, and a new one."""
    actor = request.actor
    form = bound(StaffAccountForm, request, employees=queries.colleagues(actor))
    return form_page(
        request, form, lambda data: commands.record_staff_account(form.chosen(), data["iban"], by=actor),
        title="Rekeningen van medewerkers", lead="Zo valt het op als iemand naar zichzelf betaalt", submit="Leg vast",
        done="De vingerafdruk is vastgelegd.", back=back_to(*LIST), to=reverse("payments:staff"),
        template="ontzorgen/payments/staff.html", more=lambda: {"known": queries.staff_accounts()},
    )  # fmt: skip
