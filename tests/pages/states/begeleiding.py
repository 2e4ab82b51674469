"""Referrals: of who sends them, and of who receives them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from pages.states.state import State
from pages.states.world import World
from support.referrals import QUESTION, receiver, referred
from support.region import TODAY
from wegwijs.access.actor import Actor
from wegwijs.people.models import Person
from wegwijs.stages.begeleiding.commands import (
    Answer,
    accept_referral,
    answer_referral,
    refuse_referral,
    stop_referral,
)
from wegwijs.stages.begeleiding.models import Gegeven, Stopreden, Uitkomst, Verwijzing, Weigering

KEY = UUID("55555555-5555-4555-8555-555555555555")
LONG = "Zij helpt haar man met de post, en zegt dat er veel brieven liggen die zij niet begrijpt. " * 4


def states(world: World) -> Iterator[State]:
    """Every page of a referral, as the sender and as the receiver see it."""
    yield from _of_the_sender(world)
    yield from _of_the_receiver(world, receiver(world.region))


def _of_the_sender(world: World) -> Iterator[State]:
    by = world.region.regisseur
    base = f"/verwijzingen/dossier/{world.dossiers.complete.pk}/"
    one = f"{base}{KEY}/"
    closed = f"/verwijzingen/dossier/{world.dossiers.closed.pk}/"
    filled = _filled(world)
    yield State("none", base, by)
    yield State("some", base, by, before=lambda: _several(world))
    yield State("of a closed dossier", closed, by)
    yield State("not yours", base, world.region.administrator, status=404)
    yield State("to fill in", f"{base}nieuw/", by)
    yield State("preview", f"{base}nieuw/", by, post=filled)
    yield State("to change", f"{base}nieuw/", by, post={**filled, "act": "change"})
    yield State("no ground", f"{base}nieuw/", by, post={**filled, "basis": ""})
    yield State("address is secret", f"{base}nieuw/", by, post=filled, before=lambda: _secret(world))
    yield State("changed since the preview", f"{base}nieuw/", by, post={**filled, "act": "send", "seen": "x"})
    yield State("closed", f"{closed}nieuw/", by, post=filled)
    yield State("runs", one, by, before=lambda: _sent(world))
    yield State("refused", one, by, before=lambda: _refused(world))
    yield State("answered", one, by, before=lambda: _answered(world))
    yield State("stopped", one, by, before=lambda: _stopped(world))
    yield State("not there", one, by, status=404)
    yield State("to stop", f"{one}stoppen/", by, before=lambda: _sent(world))
    yield State("stopped before", f"{one}stoppen/", by, follow=True, before=lambda: _stopped(world))
    yield State(
        "two versions", f"{one}stoppen/", by, post={"reason": "vergissing", "version": "1"}, status=409,
        before=lambda: _taken(world),
    )  # fmt: skip


def _of_the_receiver(world: World, swt: Actor) -> Iterator[State]:
    one = f"/verwijzingen/{KEY}/"
    yield State("none", "/verwijzingen/", swt)
    yield State("some", "/verwijzingen/", swt, before=lambda: _several(world))
    yield State("all taken", "/verwijzingen/", swt, before=lambda: _taken(world))
    yield State("not yours", "/verwijzingen/", world.region.regisseur, status=404)
    yield State("begins here", "/", swt, follow=True)
    yield State("new", one, swt, before=lambda: _sent(world))
    yield State("taken", one, swt, before=lambda: _taken(world))
    yield State("address became secret", one, swt, before=lambda: _sent_then_secret(world))
    yield State("over", one, swt, status=404, before=lambda: _stopped(world))
    yield State("not yours", one, world.region.regisseur, status=404, before=lambda: _sent(world))
    yield State("took it", f"{one}aannemen/", swt, post={}, follow=True, before=lambda: _sent(world))
    yield State("to refuse", f"{one}weigeren/", swt, before=lambda: _sent(world))
    refused = {"reason": "geen_plaats", "explained": "In januari weer.", "version": "1"}
    yield State("refuses", f"{one}weigeren/", swt, post=refused, follow=True, before=lambda: _sent(world))
    yield State(
        "two versions", f"{one}weigeren/", swt, post=refused, status=409, before=lambda: _taken(world)
    )
    yield State("to answer", f"{one}antwoord/", swt, before=lambda: _taken(world))
    yield State("not taken yet", f"{one}antwoord/", swt, follow=True, before=lambda: _sent(world))
    answered = {"outcome": "helpt", "found": LONG, "follows": "Elke week.", "version": "2"}
    yield State("answers", f"{one}antwoord/", swt, post=answered, follow=True, before=lambda: _taken(world))
    yield State(
        "stopped while it was answered",
        f"{one}antwoord/",
        swt,
        post=answered,
        status=404,
        before=lambda: _stopped(world),
    )
    number = {**answered, "found": "Haar nummer is 999990408."}
    yield State("a BSN in the answer", f"{one}antwoord/", swt, post=number, before=lambda: _taken(world))


def _filled(world: World) -> dict[str, Any]:
    return {
        "organisation": str(world.region.organisations["SWT"].pk), "reason": "vraag", "question": QUESTION,
        "basis": "toestemming", "consent_on": "20-11-2026", "consent_way": "mondeling", "told": Gegeven.values,
    }  # fmt: skip


def _sent(w: World, *groups: str, short: str = "SWT", question: str = QUESTION) -> Verwijzing:
    made = referred(
        w.dossiers.complete, w.region, *(groups or Gegeven.values), short=short, question=question
    )
    if short == "SWT":
        Verwijzing.objects.filter(pk=made.pk).update(id=KEY)
    return Verwijzing.objects.get(pk=KEY if short == "SWT" else made.pk)


def _secret(w: World) -> None:
    Person.objects.filter(pk=w.dossiers.complete.person_id).update(protected=True)


def _sent_then_secret(w: World) -> None:
    _sent(w)
    _secret(w)


def _taken(w: World) -> Verwijzing:
    made = _sent(w)
    accept_referral(made, by=receiver(w.region), on=TODAY)
    return Verwijzing.objects.get(pk=KEY)


def _answered(w: World) -> None:
    answer = Answer(Uitkomst.HELPT, LONG, "Elke week samen de post doornemen.")
    answer_referral(_taken(w), answer, by=receiver(w.region), on=TODAY, expected_version=2)


def _refused(w: World) -> None:
    reason = Weigering.GEEN_PLAATS
    refuse_referral(_sent(w), reason, LONG, by=receiver(w.region), on=TODAY, expected_version=1)


def _stopped(w: World) -> None:
    stop_referral(_taken(w), Stopreden.TOESTEMMING, by=w.region.regisseur, on=TODAY, expected_version=2)


def _several(w: World) -> None:
    """Of the sender three stands, of the receiver something new and something taken."""
    _taken(w)
    _sent(w, "naam", short="Buurtwerk", question=LONG)
    for dossier in (w.dossiers.done, w.dossiers.family):
        referred(dossier, w.region)
