"""Blocking is done by one at once; who was blocked is paid again only when one asks it and another agrees."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from support.ontzorgen import second, treasurer
from support.payments import LANDLORD, landlord, let_in
from support.region import Region, someone
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Role
from wegwijs.audit.models import AuditRecord
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.stages.ontzorgen.commands.blocking import (
    ask_unblock,
    block_payee,
    confirm_unblock,
    refuse_unblock,
)
from wegwijs.stages.ontzorgen.commands.payees import record_staff_account
from wegwijs.stages.ontzorgen.models import Payee
from wegwijs.stages.ontzorgen.queries.payees import usable

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
WHY = "de verhuurder liet zijn bankpas zien"


@pytest.fixture
def blocked(region: Region) -> Payee:
    return block_payee(landlord(region), "valse rekening", by=second(region), version=1)


def now_usable(payee: Payee) -> str:
    return usable(Payee.objects.get(pk=payee.pk), at=clock.now())


def test_nobody_pays_again_alone_whom_anybody_blocked(region: Region, blocked: Payee) -> None:
    by = treasurer(region)
    asked = ask_unblock(blocked, WHY, by=by, version=2)
    assert (asked.waits_to_be_let_in, now_usable(blocked)) == (True, "")
    with pytest.raises(NotAllowed, match="Laat een collega"):
        confirm_unblock(asked, by=by, version=3)
    again = someone(region, "vandenberg", Role.TEAMLEIDER, "SDD", name="N. van den Berg", phone="0787708911")
    for other in (again, region.regisseur, region.teamlead, region.counsellor):
        with pytest.raises(NotAllowed):
            confirm_unblock(asked, by=other, version=3)
    # Who blocked them may be the second.
    row = confirm_unblock(asked, by=second(region), version=3)
    assert (row.blocked_at, row.unblocked_by, now_usable(blocked)) == (
        None,
        second(region).employee,
        LANDLORD,
    )
    said = AuditRecord.objects.filter(subject_id=str(blocked.pk)).values_list("detail", flat=True)
    assert {"weer toelaten gevraagd", "ontvanger niet meer geblokkeerd"} <= set(said)


def test_who_refuses_says_why_and_who_asked_takes_it_back(region: Region, blocked: Payee) -> None:
    by = treasurer(region)
    row = ask_unblock(blocked, WHY, by=by, version=2)
    with pytest.raises(DomainError, match="geblokkeerd blijft"):
        refuse_unblock(row, " ", by=second(region), version=3)
    row = refuse_unblock(row, "de pas is van een ander", by=second(region), version=3)
    assert (row.waits_to_be_let_in, bool(row.blocked_at), row.unblock_refusal) == (
        False,
        True,
        "de pas is van een ander",
    )
    with pytest.raises(DomainError, match="wacht geen vraag meer"):
        confirm_unblock(row, by=second(region), version=4)
    row = refuse_unblock(ask_unblock(row, "toch goed", by=by, version=4), "vergissing", by=by, version=5)
    row = ask_unblock(row, WHY, by=second(region), version=6)
    assert (row.unblock_refusal, row.unblock_refused_at) == ("", None)
    assert confirm_unblock(row, by=by, version=7).blocked_at is None


def test_who_saw_something_else_sees_what_is_new(region: Region, blocked: Payee) -> None:
    ask_unblock(blocked, WHY, by=treasurer(region), version=2)
    with pytest.raises(Conflict) as refused:
        confirm_unblock(blocked, by=second(region), version=2)
    assert WHY in refused.value.theirs["reason"]


def test_what_cannot_be_asked(region: Region, blocked: Payee) -> None:
    by = treasurer(region)
    with pytest.raises(DomainError, match="waarom er weer betaald mag worden") as refused:
        ask_unblock(blocked, " ", by=by, version=2)
    assert refused.value.field == "reason"
    with pytest.raises(NotAllowed):
        ask_unblock(blocked, WHY, by=region.teamlead, version=2)
    ask_unblock(blocked, WHY, by=by, version=2)
    with pytest.raises(DomainError, match="vroeg dit al"):
        ask_unblock(blocked, WHY, by=second(region), version=3)
    row = confirm_unblock(blocked, by=second(region), version=3)
    with pytest.raises(DomainError, match="niet geblokkeerd"):
        ask_unblock(row, WHY, by=by, version=4)


def test_nobody_lets_their_own_account_in(region: Region, blocked: Payee) -> None:
    other = second(region)
    assert other.employee
    record_staff_account(other.employee, LANDLORD, by=treasurer(region))
    ask_unblock(blocked, WHY, by=treasurer(region), version=2)
    with pytest.raises(NotAllowed, match="uw eigen rekening"):
        confirm_unblock(blocked, by=other, version=3)


def test_who_is_blocked_again_is_asked_anew(region: Region, blocked: Payee) -> None:
    row = let_in(region, blocked)
    row = block_payee(row, "weer vals", by=treasurer(region), version=row.version)
    assert (row.waits_to_be_let_in, row.unblock_asked_by, row.unblocked_by) == (False, None, None)
    with pytest.raises(DomainError, match="wacht geen vraag meer"):
        confirm_unblock(row, by=second(region), version=row.version)


def test_postgresql_refuses_letting_in_by_one(region: Region, blocked: Payee) -> None:
    one, two, now = treasurer(region).employee, second(region).employee, clock.now()
    rows = Payee.objects.filter(pk=blocked.pk)
    open_ = {"blocked_at": None, "blocked_reason": "", "unblocked_at": now}
    asked = {"unblock_asked_by": one, "unblock_asked_at": now, "unblock_reason": "x"}
    for change in ({}, {"unblocked_by": one}, {**asked, "unblocked_by": two}):
        with pytest.raises(DatabaseError, match="laten twee mensen weer toe"), transaction.atomic():
            rows.update(**{**open_, **change})
    ask_unblock(blocked, WHY, by=treasurer(region), version=2)
    for change in ({}, {"unblocked_by": one}, {"unblocked_by": two, "unblock_asked_by": two}):
        with pytest.raises(DatabaseError, match="laten twee mensen weer toe"), transaction.atomic():
            rows.update(**{**open_, **change})
    with pytest.raises(IntegrityError, match="payee_let_in_with_reason"), transaction.atomic():
        rows.update(unblock_reason="")
    refuse_unblock(blocked, "nee", by=second(region), version=3)
    with pytest.raises(DatabaseError, match="laten twee mensen weer toe"), transaction.atomic():
        rows.update(**open_, unblocked_by=two)


def test_by_its_pages(
    region: Region, blocked: Payee, signed_in: SignedIn, statements: Callable[[Client, str], int]
) -> None:
    one, other = signed_in(treasurer(region)), signed_in(second(region))
    home = f"/betalingen/ontvangers/{blocked.pk}/"
    ask, page = f"{home}toelaten/", f"{home}toelaten/beoordelen/"
    assert "Vraag om weer toe te laten" in one.get(home).content.decode()
    assert "Hier wacht geen vraag" in other.get(page).content.decode()
    assert (
        "Vul dit veld in" in one.post(ask, {"version": "2"}).content.decode()
        or one.post(ask, {"version": "2"}).status_code == 200
    )
    assert one.post(ask, {"version": "1", "reason": WHY}).status_code == 409
    said = one.post(ask, {"version": "2", "reason": WHY}, follow=True).content.decode()
    assert "wacht op een collega" in said
    assert "Neem de vraag terug" in said
    assert "vroeg dit al" in one.get(ask).content.decode()
    assert "weer toelaten te bevestigen" in other.get("/betalingen/ontvangers/?wacht=ja").content.decode()
    seen = other.get(page).content.decode()
    for words in ("valse rekening", WHY, "Waarom met twee mensen?", "Ja, bevestig het"):
        assert words in seen
    assert statements(other, page) <= 12
    mine = one.get(page).content.decode()
    assert "U vroeg dit zelf" in mine
    assert "Ja, bevestig het" not in mine
    assert other.post(page, {"answer": "nee", "version": "3"}).status_code == 200
    assert other.post(page, {"answer": "ja", "version": "2"}).status_code == 409
    assert other.post(page, {"answer": "ja", "version": "3"}).status_code == 302
    assert now_usable(blocked) == LANDLORD
    assert "Weer toegelaten" in one.get(home).content.decode()
    for by in (region.regisseur, region.teamlead, region.counsellor, region.administrator):
        assert signed_in(by).get(page).status_code == 404
        assert signed_in(by).get(ask).status_code == 404
