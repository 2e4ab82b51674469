"""Inviting to groups, whom to call, and the page at which somebody without an account answers."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.test import Client

from pages.states.groups import KEY, ONE, PLACE, _empty, _group
from pages.states.state import State
from pages.states.world import World
from support.region import TODAY
from wegwijs.agenda.queries import hash_of
from wegwijs.groups.codes import new_code
from wegwijs.groups.commands import cancel_group, cancel_session, tell_in_person
from wegwijs.groups.models import Attendance, Enrolment, Group
from wegwijs.groups.pile import hand_over_all
from wegwijs.groups.queries.invite import to_invite
from wegwijs.people.commands import set_languages
from wegwijs.people.models import Person

CODE = "abcdefghjkmnpqrstvwx"
REPLY = f"/antwoord/{CODE}/"
LETTER = f"{ONE}plaats/{PLACE}/uitnodigen/"
ALL = "/groepen/uitnodigen/"
CALL = "/groepen/geen-antwoord/"
REMIND = f"{ONE}plaats/{PLACE}/herinneren/"
REMIND_ALL = "/groepen/herinneren/"
OFF = f"{ONE}afgezegd/"
OFF_ONE = f"{ONE}plaats/{PLACE}/afgezegd/"


def states(w: World) -> Iterator[State]:
    """Every page of inviting and answering."""
    by, other = w.region.teamlead, w.region.decider
    invite = f"{ONE}uitnodigen/"
    yield State("nobody", invite, by, before=lambda: _empty(w))
    yield State("some to invite, some invited", invite, by, before=lambda: _mixed(w))
    yield State("sent", invite, by, post={}, follow=True, before=lambda: _group(w))
    yield State("not yours", invite, other, status=404, before=lambda: _group(w))
    yield State("nobody", ALL, by)
    yield State("two weeks", ALL, by, before=lambda: _group(w))
    yield State("eight weeks", f"{ALL}?weken=8", by, before=lambda: _group(w))
    yield State("sent before", ALL, by, before=lambda: _piled(w))
    yield State("not yours", ALL, other, status=404)
    yield State("the letter", LETTER, by, before=lambda: _mixed(w))
    yield State("no way chosen", LETTER, by, post={}, before=lambda: _group(w))
    handed = {"channel": "uitgereikt", "address": ""}
    yield State("sent", LETTER, by, post=handed, follow=True, before=lambda: _group(w))
    yield State("nothing to come", LETTER, by, follow=True, before=lambda: _over(w))
    yield State("not yours", LETTER, other, status=404, before=lambda: _group(w))
    yield State("everybody answered", CALL, by)
    yield State("whom to call", CALL, by, before=lambda: _silent(w))
    yield State("not yours", CALL, other, status=404)
    yield from _reminding(w)
    yield from _telling(w)
    yield from _answering(w)


def _reminding(w: World) -> Iterator[State]:
    """Who did not answer and can be reminded."""
    by, other, handed = w.region.teamlead, w.region.decider, {"channel": "uitgereikt", "address": ""}
    yield State("some to remind", f"{ONE}uitnodigen/", by, before=lambda: _to_remind(w))
    yield State("some to remind", ALL, by, before=lambda: _to_remind(w))
    yield State("somebody did not answer", ONE, by, before=lambda: _to_remind(w))
    yield State("reminded", CALL, by, before=lambda: _reminded(w))
    yield State("reminded", f"{ONE}uitnodigen/", by, before=lambda: _reminded(w))
    yield State("reminders sent", f"{ONE}herinneren/", by, post={}, follow=True, before=lambda: _to_remind(w))
    yield State("nobody to remind", f"{ONE}herinneren/", by, post={}, follow=True, before=lambda: _group(w))
    yield State("not yours", f"{ONE}herinneren/", other, post={}, status=404, before=lambda: _to_remind(w))
    yield State("reminders sent", REMIND_ALL, by, post={}, follow=True, before=lambda: _to_remind(w))
    yield State("nobody to remind", REMIND_ALL, by, post={}, follow=True)
    yield State("the letter", REMIND, by, before=lambda: _to_remind(w))
    yield State("no way chosen", REMIND, by, post={}, before=lambda: _to_remind(w))
    yield State("sent", REMIND, by, post=handed, follow=True, before=lambda: _to_remind(w))
    yield State("nobody to remind", REMIND, by, follow=True, before=lambda: _reminded(w))
    yield State("not yours", REMIND, other, status=404, before=lambda: _to_remind(w))


def _telling(w: World) -> Iterator[State]:
    """That something doesn't go on."""
    by, other, handed = w.region.teamlead, w.region.decider, {"channel": "uitgereikt", "address": ""}
    yield State("nothing is off", OFF, by, before=lambda: _group(w))
    yield State("who must hear it and who knows", OFF, by, before=lambda: _off(w))
    yield State("a whole group", OFF, by, before=lambda: _all_off(w))
    yield State("sent", OFF, by, post={}, follow=True, before=lambda: _off(w))
    yield State("not yours", OFF, other, status=404, before=lambda: _off(w))
    yield State("the letter", OFF_ONE, by, before=lambda: _off(w))
    yield State("no way chosen", OFF_ONE, by, post={}, before=lambda: _off(w))
    yield State("sent", OFF_ONE, by, post=handed, follow=True, before=lambda: _off(w))
    yield State("nothing is off", OFF_ONE, by, follow=True, before=lambda: _group(w))
    yield State("told in person", f"{ONE}plaats/{PLACE}/verteld/", by, post={}, follow=True, before=lambda: _off(w))  # fmt: skip
    yield State("somebody must hear it", ONE, by, before=lambda: _off(w))


def _answering(w: World) -> Iterator[State]:
    answers = _answers("komt_niet", "kind")
    yield State("to type", "/antwoord/", None)
    yield State("nothing typed", "/antwoord/", None, post={"code": ""})
    yield State("wrong code", "/antwoord/", None, post={"code": "abcd-efgh"})
    yield State(
        "typed", "/antwoord/", None, post={"code": CODE.upper()}, follow=True, before=lambda: _invited(w, "")
    )
    yield State("only Dutch", REPLY, None, before=lambda: _invited(w, ""))
    for language in ("ar", "ti"):
        yield State(f"beside it {language}", REPLY, None, before=lambda code=language: _invited(w, code))  # type: ignore[misc]
    yield State("answered", REPLY, None, post=answers, follow=True, before=lambda: _invited(w, "ar"))
    no_reason = _answers("komt_niet", "")
    yield State("no reason", REPLY, None, post=no_reason, before=lambda: _invited(w, "ar"))
    yield State("wrong code", REPLY, None, status=404)
    yield State("nothing to come", REPLY, None, status=404, before=lambda: _over(w))
    yield State("too many wrong codes", REPLY, None, status=429, first=_guesses)


def _answers(reply: str, reason: str) -> dict[str, str]:
    return {f"komt_{KEY.hex}": reply, f"reden_{KEY.hex}": reason}


def _guesses(browser: Client) -> None:
    most = int(settings.WRONG_CODES.split("/")[0])
    for _ in range(most):
        browser.get(f"/antwoord/{new_code()}/")


def _invited(w: World, language: str) -> None:
    """Somebody with a known code, who speaks a language."""
    if language:
        person = w.dossiers.complete.person
        set_languages(person, by=w.region.regisseur, languages={language: "moedertaal"}, contact=language)
    _group(w)
    Enrolment.objects.filter(pk=PLACE).update(secret_hash=hash_of(CODE))
    rows = Attendance.objects.filter(dossier=w.dossiers.complete)
    rows.update(invited_on=TODAY)
    rows.filter(session=PLACE).update(id=KEY)


def _mixed(w: World) -> None:
    """One was invited and answered; of one the address is secret; one lost a session."""
    _invited(w, "ti")
    Attendance.objects.filter(dossier=w.dossiers.complete).update(reply="komt")
    Person.objects.filter(pk=w.dossiers.offered.person_id).update(protected=True)


def _to_remind(w: World) -> None:
    """Everybody was invited long enough ago; one can only be reached by hand."""
    _invited(w, "ti")
    Attendance.objects.filter(session__group=KEY).update(invited_on=TODAY - timedelta(days=6), reply="")
    Person.objects.filter(pk=w.dossiers.offered.person_id).update(protected=True)


def _reminded(w: World) -> None:
    _to_remind(w)
    Attendance.objects.filter(session__group=KEY).update(reminded_on=TODAY)


def _piled(w: World) -> None:
    _group(w)
    hand_over_all(list(to_invite(w.region.teamlead)), by=w.region.teamlead)


def _over(w: World) -> None:
    _invited(w, "")
    for session in Group.objects.get(pk=KEY).sessions.filter(on__gt=TODAY):
        cancel_session(session, by=w.region.teamlead)


def _off(w: World) -> None:
    """Next week's session doesn't go on; one knows, one can only be reached safely."""
    _invited(w, "ar")
    for session in Group.objects.get(pk=KEY).sessions.filter(on__gt=TODAY):
        cancel_session(session, by=w.region.teamlead)
    row = Enrolment.objects.select_related("group", "dossier").get(group=KEY, dossier=w.dossiers.drafted)
    tell_in_person(row, by=w.region.teamlead, on=TODAY)
    Person.objects.filter(pk=w.dossiers.offered.person_id).update(
        contact_safely=True, safe_contact="via school"
    )


def _all_off(w: World) -> None:
    _group(w)
    cancel_group(Group.objects.get(pk=KEY), by=w.region.teamlead)


def _silent(w: World) -> None:
    """One can be called, one only safely, of one nothing is known."""
    _group(w)
    Attendance.objects.update(invited_on=TODAY, reply="")
    people = Person.objects.filter(dossiers__enrolments__group=KEY).distinct().order_by("pk")
    first, second, *_ = people
    Person.objects.filter(pk=first.pk).update(phone="0612345678")
    Person.objects.filter(pk=second.pk).update(contact_safely=True, safe_contact="via school")
