"""Pages for the privacy officer, and what is asked in an emergency."""

from collections.abc import Iterator

from django.test import Client

from pages.states.state import State
from pages.states.world import World
from wegwijs.access.commands import judge_emergency
from wegwijs.access.models import EmergencyAccess
from wegwijs.oversight.commands import answer_sign
from wegwijs.oversight.models import Sign

WORDS = "Belt in paniek, kan niet wachten"


def states(w: World) -> Iterator[State]:
    """Each page in each state."""
    yield from _emergencies(w)
    yield from _signs(w)


def _emergencies(w: World) -> Iterator[State]:
    who, dossier = w.region.outsider, w.dossiers.waiting
    page = "/dossiers/noodtoegang/"
    asked = {"number": dossier.number, "reason": "gevaar", "because": WORDS}

    def begun(client: Client) -> None:
        client.post(page, asked)

    yield State("to ask", page, who)
    yield State("no such number", page, who, post={**asked, "number": "2026-0505-9999"})
    yield State("may be seen anyhow", page, w.region.regisseur, post=asked)
    yield State("opened", page, who, post=asked, follow=True)
    yield State("in an emergency", f"/dossier/{dossier.pk}/", who, first=begun)
    yield State(
        "given back", f"/dossiers/{dossier.pk}/noodtoegang/einde/", who, post={}, follow=True, first=begun
    )
    watch = "/toezicht/noodtoegang/"
    yield State("nobody", watch, w.elsewhere)
    yield State("one waits", watch, w.privacy)
    yield State("to judge", f"{watch}{w.emergency.pk}/", w.privacy)

    def judged() -> None:
        judge_emergency(
            w.emergency, by=w.privacy, judgement=EmergencyAccess.Judgement.WRONG, because="Het was familie."
        )

    yield State("judged", f"{watch}{w.emergency.pk}/", w.privacy, before=judged)


def _signs(w: World) -> Iterator[State]:
    page = "/toezicht/signalen/"
    one = f"{page}{w.sign.pk}/"

    def answered() -> None:
        answer_sign(w.sign, by=w.privacy, answer=Sign.Answer.WRONG, because="Het was een buurman.")

    yield State("none", page, w.elsewhere)
    yield State("some wait", page, w.privacy)
    yield State("answered", page, w.privacy, before=answered)
    yield State("to answer", one, w.privacy)
    yield State("answered before", one, w.privacy, before=answered)
