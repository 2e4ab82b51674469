"""Two people at one plan (misuse case 37): nothing is overwritten unseen, and what is decided is what was read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from support.pips import drafted, established, good_content, offered, ready_dossier
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.dossiers.kinds import Kind
from wegwijs.errors import Conflict, DomainError
from wegwijs.messages.models import OutboundMessage
from wegwijs.stages.pip.commands import (
    Ground,
    Stale,
    annul_pip,
    decide_withdrawal,
    draft_pip,
    drop_withdrawal,
    establish_pip,
    offer_pip,
    propose_withdrawal,
    return_pip,
    revise_pip,
    save_draft,
    send_pip,
    send_withdrawal,
)
from wegwijs.stages.pip.content import PipContent, content_of
from wegwijs.stages.pip.models import OPEN, Intrekking, Pip, State
from wegwijs.stages.pip.queries import current_pip, pip_by_id, versions, withdrawal_of

SignedIn = Callable[[Actor], Client]
READ = {"on": "23-11-2026", "read": "on"}


def page(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def test_what_changed_while_the_page_was_open_is_read_again_before_it_is_decided(
    region: Region, signed_in: SignedIn
) -> None:
    dossier = ready_dossier(region)
    pip = offered(region, dossier)
    back = return_pip(pip, by=region.decider, on=TODAY, reason="Minder gesprekken.")
    changed = replace(content_of(back), voortgangsgesprekken=3)
    saved = save_draft(back, changed, by=region.regisseur, on=TODAY, expected_version=back.version)
    now = offer_pip(saved, by=region.regisseur, on=TODAY)
    with pytest.raises(Stale):
        establish_pip(pip, by=region.decider, on=TODAY, version=pip.version)
    browser, here = signed_in(region.decider), f"/pip/{dossier.pk}/vaststellen/"
    said = page(browser.post(here, {**READ, "version": str(pip.version)}))
    assert "Dit PIP is veranderd nadat u deze pagina opende" in said
    assert "3 gesprekken" in said
    assert f'name="version" value="{now.version}"' in said
    assert "checked" not in said.split('name="read"')[1][:80]
    assert browser.post(here, {**READ, "version": str(now.version)}).status_code == 302
    assert Pip.objects.get().state == State.VASTGESTELD


def test_the_second_of_two_decision_makers_hears_who_was_first(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    pip = offered(region, dossier)
    one, two = signed_in(region.decider), signed_in(region.decider)
    here = f"/pip/{dossier.pk}/"
    for browser in (one, two):
        browser.get(f"{here}vaststellen/")
    one.post(f"{here}vaststellen/", {**READ, "version": str(pip.version)})
    for where, data in (("vaststellen/", READ), ("teruggeven/", {"reason": "Toch niet."})):
        said = page(two.post(here + where, {**data, "version": str(pip.version)}, follow=True))
        assert "vastgesteld door E. Smit op 23-11-2026" in said
    assert dossier.gebeurtenissen.filter(kind=Kind.PIP_VASTGESTELD).count() == 1


def test_what_was_typed_stays_on_the_page_when_the_draft_was_put_forward_meanwhile(
    region: Region, signed_in: SignedIn
) -> None:
    dossier = ready_dossier(region)
    pip = offered(region, dossier)
    data = {
        "version": str(pip.version), "leerroute": "B", "pvt_uren": "14", "alfabetisering": "NVT",
        "motivering": "Dit typte ik net.", "contact": str(dossier.regisseur_id),
    }  # fmt: skip
    for state in ("voorgelegd", "vastgesteld"):
        answer = signed_in(region.colleague).post(f"/pip/{dossier.pk}/wijzigen/", data)
        assert answer.status_code == 200
        assert "Dit typte ik net." in page(answer)
        assert f"is {state}" in page(answer)
        if state == "voorgelegd":
            establish_pip(pip, by=region.decider, on=TODAY)


def test_a_colleague_who_saves_between_saving_and_putting_forward_is_noticed(region: Region) -> None:
    dossier = ready_dossier(region)
    mine = drafted(region, dossier)
    theirs = good_content(dossier, voortgangsgesprekken=2)
    save_draft(mine, theirs, by=region.colleague, on=TODAY, expected_version=mine.version)
    with pytest.raises(Stale):
        offer_pip(mine, by=region.regisseur, on=TODAY, version=mine.version)


def test_two_browsers_send_the_letter_once(region: Region, signed_in: SignedIn) -> None:
    dossier = ready_dossier(region)
    established(region, dossier)
    data = {"on": "23-11-2026", "channel": "uitgereikt"}
    here = f"/pip/{dossier.pk}/versturen/"
    assert signed_in(region.regisseur).post(here, data).status_code == 302
    said = page(signed_in(region.colleague).post(here, data, follow=True))
    assert "verzonden door A. de Vries op 23-11-2026" in said
    assert OutboundMessage.objects.filter(kind="pip").count() == 1


MAKERS = ["regisseur", "colleague"]


class AtOnePlan(RuleBasedStateMachine):
    """Two makers and a decision-maker, each with the page they opened last, doing things in any order.

    Most of what they do fits how far the plan is; how old the page is on which they do it is chance.
    """

    region: Region

    @initialize()
    def begin(self) -> None:
        self.dossier = ready_dossier(self.region, bsn=None)
        self.seen: dict[str, tuple[Pip, PipContent]] = {}
        self.stored: PipContent | None = None
        self.decided: dict[int, PipContent] = {}

    @rule(data=st.data())
    def somebody_does_something(self, data: st.DataObject) -> None:
        who, fresh = data.draw(st.sampled_from(MAKERS)), data.draw(st.booleans())
        if fresh:
            self.opens_the_page(who)
            self.opens_the_page("decider")
        acts = {
            None: [self.begins_a_version],
            State.CONCEPT: [self.saves, self.saves, self.puts_forward, self.puts_forward, self.drops],
            State.AANGEBODEN: [self.establishes, self.establishes, self.gives_back, self.saves],
            State.VASTGESTELD: [self.sends, self.sends, self.drops, self.establishes],
            State.VERZONDEN: [self.begins_a_version, self.withdraws, self.withdraws, self.sends],
            State.VERNIETIGD: [self.begins_a_version, self.withdraws],
        }
        newest = versions(self.dossier).first()
        fitting = acts[State(newest.state) if newest else None]
        data.draw(st.sampled_from(fitting))(who, data.draw(st.integers(1, 9)))

    def actor(self, who: str) -> Actor:
        found: Actor = getattr(self.region, who)
        return found

    def tried(self, act: Callable[[], Any]) -> Any:
        """What the command gave; None when it refused, and then nothing was written."""
        try:
            with transaction.atomic():
                return act()
        except DomainError:
            return None

    def opens_the_page(self, who: str) -> None:
        pip = versions(self.dossier).first()
        if pip:
            current = pip_by_id(pip.pk)
            self.seen[who] = current, content_of(current)

    def begins_a_version(self, who: str, number: int) -> None:
        command = revise_pip if current_pip(self.dossier) else draft_pip
        made = self.tried(lambda: command(self.dossier, by=self.actor(who), on=TODAY))
        if made:
            self.stored = content_of(made)

    def saves(self, who: str, number: int) -> None:
        if who not in self.seen:
            return
        pip, _ = self.seen[who]
        mine = good_content(self.dossier, voortgangsgesprekken=number)
        try:
            with transaction.atomic():
                save_draft(pip, mine, by=self.actor(who), on=TODAY, expected_version=pip.version)
        except Conflict:
            assert pip_by_id(pip.pk).version != pip.version
        except DomainError:
            assert pip_by_id(pip.pk).state != State.CONCEPT
        else:
            assert pip_by_id(pip.pk).version == pip.version + 1
            self.stored = mine
            self.seen[who] = pip_by_id(pip.pk), mine

    def puts_forward(self, who: str, number: int) -> None:
        if who in self.seen:
            pip, _ = self.seen[who]
            self.tried(lambda: offer_pip(pip, by=self.actor(who), on=TODAY, version=pip.version))

    def gives_back(self, who: str, number: int) -> None:
        if "decider" in self.seen:
            pip, _ = self.seen["decider"]
            self.tried(
                lambda: return_pip(
                    pip, by=self.region.decider, on=TODAY, reason="anders", version=pip.version
                )
            )

    def establishes(self, who: str, number: int) -> None:
        if "decider" not in self.seen:
            return
        pip, read = self.seen["decider"]
        done = self.tried(lambda: establish_pip(pip, by=self.region.decider, on=TODAY, version=pip.version))
        if done:
            assert replace(content_of(done), niveau=read.niveau) == read, "decided on what nobody read"
            self.decided[done.versie] = content_of(pip_by_id(done.pk))

    def drops(self, who: str, number: int) -> None:
        pip = versions(self.dossier).first()
        by = self.region.decider if pip and not pip.is_open else self.actor(who)
        if pip:
            self.tried(lambda: annul_pip(pip, by=by, on=TODAY, reason="toch niet"))

    def sends(self, who: str, number: int) -> None:
        for pip in versions(self.dossier):
            self.tried(lambda pip=pip: send_pip(pip, by=self.actor(who), on=TODAY))  # type: ignore[misc]

    def withdraws(self, who: str, number: int) -> None:
        """One step on that road, or one out of its turn."""
        pip, decider = current_pip(self.dossier), self.region.decider
        row = withdrawal_of(pip) if pip else None
        if pip and row is None:
            self.tried(
                lambda: propose_withdrawal(pip, Ground("intrekking", "fout"), by=self.actor(who), on=TODAY)
            )
        elif row and number < 6:
            self.tried(lambda: decide_withdrawal(row, by=decider, on=TODAY))
        elif row and number < 8:
            self.tried(lambda: drop_withdrawal(row, by=decider, on=TODAY, reason="toch niet"))
        if row and number % 2:
            self.tried(lambda: send_withdrawal(row, by=self.actor(who), on=TODAY))

    @invariant()
    def nothing_is_lost_and_nothing_decided_changes(self) -> None:
        rows = list(versions(self.dossier)) if hasattr(self, "dossier") else []
        being_made = [row for row in rows if row.state in OPEN]
        assert len(being_made) <= 1
        for row in being_made:
            assert content_of(row) == self.stored
        events = (
            [e.payload for e in self.dossier.gebeurtenissen.filter(kind=Kind.PIP_VASTGESTELD)] if rows else []
        )
        assert sorted(e["versie"] for e in events) == sorted(self.decided)
        for row in rows:
            if row.versie in self.decided:
                assert content_of(row) == self.decided[row.versie]
            if row.sent_on:
                told = OutboundMessage.objects.filter(kind="pip", key__startswith=f"pip:{row.pk}:").count()
                assert told <= 1
        ended = Intrekking.objects.filter(pip__dossier=self.dossier, state="verzonden") if rows else []
        assert all(row.pip.state == State.VERNIETIGD for row in ended)


def test_in_whatever_order_two_people_work_nothing_is_lost(region: Region) -> None:
    class Here(AtOnePlan):
        pass

    Here.region = region
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=6, stateful_step_count=30, deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )  # fmt: skip
