"""Whom nothing is paid any more: blocked by one, let in again by two."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.stages.ontzorgen.commands import blocking as commands
from wegwijs.stages.ontzorgen.commands.payees import KIND
from wegwijs.stages.ontzorgen.forms.payees import Answer, BlockForm, DecideUnblockForm
from wegwijs.stages.ontzorgen.models import Payee
from wegwijs.stages.ontzorgen.presenters import payees as shown
from wegwijs.stages.ontzorgen.presenters.reasons import LET_IN
from wegwijs.stages.ontzorgen.queries.payees import payee_or_404, whose_own

EDIT, RELEASE = Permission.MONEY_EDIT, Permission.MONEY_RELEASE


@door(RELEASE)
def block(request: ActorRequest, payee_pk: UUID) -> HttpResponse:
    """Nothing goes there any more."""
    payee = payee_or_404(request.actor, payee_pk)
    form = bound(BlockForm, request, version=payee.version)
    return form_page(
        request, form,
        lambda data: commands.block_payee(payee, data["reason"], by=request.actor, version=data["version"]),
        title="Ontvanger blokkeren", lead=f"Aan {payee} wordt niets meer betaald. Wat in een run zit, valt eruit.", submit="Blokkeer",
        done="Geblokkeerd.", back=back_to("payments:payee", "Ontvanger", payee.pk),
    )  # fmt: skip


@door(EDIT)
def unblock(request: ActorRequest, payee_pk: UUID) -> HttpResponse:
    """Ask to pay them again, for another to confirm."""
    payee = payee_or_404(request.actor, payee_pk)
    form = bound(BlockForm, request, version=payee.version)
    note = "Deze ontvanger is niet geblokkeerd." if payee.blocked_at is None else ""
    if payee.waits_to_be_let_in:
        note = "Een collega vroeg dit al. Laat die vraag eerst beantwoorden of terugnemen."
    return form_page(
        request, form,
        lambda data: commands.ask_unblock(payee, data["reason"], by=request.actor, version=data["version"]),
        title="Ontvanger weer toelaten", lead=f"U vraagt of er aan {payee} weer betaald mag worden. Een collega bevestigt het.", submit="Vraag aan",
        done="Uw vraag wacht op een collega. Tot dan blijft de ontvanger geblokkeerd.", back=back_to("payments:payee", "Ontvanger", payee.pk),
        template="ontzorgen/payments/unblock.html", more=lambda: {**_seen(request, payee), "note": note, "card": "Uw vraag", "open": not note},
    )  # fmt: skip


@door(RELEASE, fresh=True)
def decide_unblock(request: ActorRequest, payee_pk: UUID) -> HttpResponse:
    """Why they were blocked, who asked to pay them again and why; the second confirms, who asked may take it back."""
    actor = request.actor
    payee = payee_or_404(actor, payee_pk)
    own = actor.employee is not None and payee.unblock_asked_by_id == actor.employee.pk
    form = bound(DecideUnblockForm, request, own=own, version=payee.version)

    def act(data: dict[str, Any]) -> Payee:
        if data["answer"] == Answer.YES:
            return commands.confirm_unblock(payee, by=actor, version=data["version"])
        return commands.refuse_unblock(payee, data["reason"], by=actor, version=data["version"])

    def more() -> dict[str, object]:
        waits = payee.waits_to_be_let_in
        return {
            **_seen(request, payee),
            "note": "" if waits else "Hier wacht geen vraag. De ontvanger is niet geblokkeerd, of niemand vroeg om weer te betalen.",
            "warning": "U vroeg dit zelf. Een collega bevestigt het." if waits and own else "",
            "staff": whose_own(payee) if waits else None,
            "advice": waits and not own,
            "card": "Terugnemen" if own else "Uw oordeel",
            "open": waits,
        }  # fmt: skip

    return form_page(
        request, form, act, title="Weer toelaten beoordelen", lead=f"{payee} is geblokkeerd. U zegt of er weer betaald mag worden." if payee.blocked_at else str(payee),
        submit="Leg vast", done="Uw antwoord is vastgelegd.", back=back_to("payments:payee", "Ontvanger", payee.pk),
        template="ontzorgen/payments/unblock.html", more=more,
    )  # fmt: skip


def _seen(request: ActorRequest, payee: Payee) -> dict[str, object]:
    record(by=request.actor, action=Action.VIEW, kind=KIND, key=payee.pk, gemeente=payee.gemeente_id)
    return {"facts": shown.blocked_facts(payee), "why": LET_IN}
