"""Misuse case 7: of someone with a secret address no page, PDF, file or log shows street, postcode or town to who may not."""

import io
import logging
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from support.crawl import reachable
from support.pips import established, ready_dossier
from support.region import TODAY, Region, make_person
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.roles import PERMISSIONS, ROLES_OF, Permission, Role
from wegwijs.audit.models import AuditRecord
from wegwijs.documents.models import Letter, LetterFile, Retour
from wegwijs.dossiers.commands import involve, letter_came_back, open_dossier_for
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Taak, Variant
from wegwijs.messages.models import InboundMessage, OutboundMessage
from wegwijs.organisations.models import OrganisationKind
from wegwijs.people.commands import add_address, leave_household, share_household
from wegwijs.people.models import Address, HouseholdMember, Person, Source
from wegwijs.people.queries import is_secret_home, is_shielded
from wegwijs.rowsecurity.scope import entered, of_gemeente
from wegwijs.stages.pip.commands import (
    Ground,
    decide_withdrawal,
    propose_withdrawal,
    send_pip,
    send_withdrawal,
)

SignedIn = Callable[[Actor], Client]
CANARIES = ("kanariestraat", "9876 zx", "9876zx", "kanariedam")
MARCH = date(2026, 3, 2)
SENT = date(2026, 11, 2)


def live(region: Region, person: Person) -> None:
    add_address(
        person, by=region.regisseur, kind=Address.Kind.WOON, street="Kanariestraat", number="12",
        postcode="9876 ZX", place="Kanariedam", valid_from=MARCH, source=Source.BRP,
    )  # fmt: skip


@pytest.fixture
def hidden(region: Region, caplog: pytest.LogCaptureFixture) -> list[Dossier]:
    """Three who lived together: one whose address became secret after letters were sent there, one who still lives
    there, and one who left. All with letters, a withdrawal and a letter that came back."""
    caplog.set_level(logging.DEBUG)
    first = ready_dossier(region)
    others = []
    for _ in range(2):
        dossier, _ = open_dossier_for(
            make_person(region.regisseur), region.dordrecht, by=region.regisseur, on=date(2026, 8, 20),
            variant=Variant.ASIEL, reason="test",
        )  # fmt: skip
        others.append(dossier)
    for other in others:
        share_household(
            first.person, other.person, by=region.regisseur, part=HouseholdMember.Part.PARTNER, on=MARCH
        )
    Address.objects.all().delete()
    for dossier in (first, *others):
        live(region, dossier.person)
        involve(
            dossier, region.organisations["VluchtelingenWerk"], by=region.regisseur, purpose="begeleiding",
            basis="Wi 13", on=TODAY,
        )  # fmt: skip
    pip = send_pip(established(region, first, on=SENT), by=region.regisseur, on=SENT)
    ended = propose_withdrawal(pip, Ground("intrekking", "Een fout."), by=region.regisseur, on=SENT)
    done = send_withdrawal(decide_withdrawal(ended, by=region.decider, on=SENT), by=region.regisseur, on=SENT)
    assert done.letter
    letter_came_back(first, done.letter, by=region.administrator, on=TODAY, reason=Retour.Reason.VERHUISD)
    leave_household(others[1].person, by=region.regisseur, on=TODAY - timedelta(days=1))
    Person.objects.filter(pk=first.person_id).update(protected=True)
    assert LetterFile.objects.count() == 2
    return [first, *others]


def files(browser: Client, walked: dict[str, tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """What isn't a page: the text of each PDF, and other files as they are."""
    for address, (status, text) in walked.items():
        if status != 200 or text:
            continue
        answer = browser.get(address)
        body = answer.getvalue()
        if body.startswith(b"%PDF"):
            yield address, "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
        else:
            yield address, body.decode(errors="replace")


def leaks(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text.lower()]


WITHOUT = [
    role
    for role in Role
    if Permission.SAFE_ADDRESS_SHOW not in PERMISSIONS[role]
    and role not in (Role.DUO, Role.SYSTEEM, Role.KOPPELING)
]


def someone_with(region: Region, role: Role) -> Actor:
    kind = next(kind for kind, roles in ROLES_OF.items() if role in roles)
    at = next(o for o in region.organisations.values() if o.kind == OrganisationKind(kind))
    employee = employ(
        at, username=f"iemand-{role.value}", name="I. Emand", function="test", roles={role: ()},
        valid_from=date(2022, 1, 1), phone="0787708910",
    )  # fmt: skip
    actor = actor_of(employee.user, on=TODAY)
    assert actor
    return actor


@pytest.mark.parametrize("role", WITHOUT, ids=lambda role: role.value)
def test_no_role_without_the_right_sees_a_secret_address_anywhere(
    role: Role, region: Region, hidden: list[Dossier], signed_in: SignedIn
) -> None:
    browser = signed_in(someone_with(region, role))
    walked = reachable(browser)
    for dossier in hidden:
        person = reverse("people:person", args=[dossier.person_id])
        for where in (f"{person}?dossier={dossier.pk}", reverse("pip:overview", args=[dossier.pk])):
            answer = browser.get(where)
            walked.setdefault(where, (answer.status_code, answer.content.decode()))
    for letter in Letter.objects.all():
        owner = next(d for d in hidden if d.person_id == letter.person_id)
        for where in (
            reverse("dossiers:letter", args=[owner.pk, letter.pk]),
            reverse("pip:letter", args=[owner.pk, 1]),
            reverse("pip:withdrawal_letter", args=[owner.pk, 1]),
        ):
            walked.setdefault(where, (browser.get(where).status_code, ""))
    for address, (_, text) in walked.items():
        assert not leaks(text), address
    for address, text in files(browser, walked):
        assert not leaks(text), address


def test_who_has_the_right_sees_it_and_the_file_that_was_sent_is_whole(
    region: Region, hidden: list[Dossier], signed_in: SignedIn
) -> None:
    browser = signed_in(region.teamlead)
    walked = reachable(browser)
    assert not [address for address, (_, text) in walked.items() if leaks(text)], "shown without a reason"
    reveal = reverse("dossiers:safe_address", args=[hidden[0].pk])
    answer = browser.post(reveal, {"reason": "bezoek"})
    assert leaks(answer.content.decode()), "these tests hold no address at all: they prove nothing"
    assert any(leaks(text) for _, text in files(browser, walked))


def test_no_log_message_task_or_line_of_the_timeline_holds_it(
    region: Region, hidden: list[Dossier], signed_in: SignedIn, caplog: pytest.LogCaptureFixture
) -> None:
    reachable(signed_in(region.regisseur))
    kept = [caplog.text]
    kept += [str(row) for row in AuditRecord.objects.values_list("detail", "subject_id")]
    kept += [str(row) for row in Gebeurtenis.objects.values_list("summary", "payload")]
    kept += [str(row) for row in Taak.objects.values_list("title", "why")]
    kept += [str(row) for row in OutboundMessage.objects.values_list("payload", "answer")]
    kept += [str(row) for row in InboundMessage.objects.values_list("payload", "outcome")]
    assert not [text[:200] for text in kept if leaks(text)]


def test_a_housemate_in_another_gemeente_shields_too_without_being_seen(region: Region) -> None:
    one, two = make_person(region.regisseur), make_person(region.regisseur)
    share_household(one, two, by=region.regisseur, part=HouseholdMember.Part.PARTNER, on=MARCH)
    Person.objects.filter(pk=one.pk).update(protected=True)
    live(region, one)
    live(region, two)
    open_dossier_for(
        two, region.dordrecht, by=region.regisseur, on=date(2026, 8, 20), variant=Variant.ASIEL, reason="test"
    )
    with entered(of_gemeente(region.dordrecht.code)):
        assert not Person.objects.filter(pk=one.pk).exists()
        assert is_shielded(two, TODAY)
        assert is_secret_home(two.addresses.get(), TODAY)
        assert not Person.objects.filter(pk=one.pk).exists(), "the view stays as narrow as it was"
