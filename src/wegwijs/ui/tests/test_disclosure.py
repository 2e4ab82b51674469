"""Whom to tell about a hole, and the warning before that is over."""

from typing import Any

import pytest
from django.test import Client

from support.region import TODAY
from wegwijs import clock
from wegwijs.ui.disclosure import check_contact

PAGE = "/.well-known/security.txt"


@pytest.mark.django_db
def test_it_says_whom_to_mail_until_when_and_in_which_language(settings: Any) -> None:
    settings.SECURITY_CONTACT, settings.SECURITY_CONTACT_UNTIL = "mailto:lek@voorbeeld.nl", "2027-06-01"
    settings.SECURITY_POLICY_URL = "https://voorbeeld.nl/melden"
    answer = Client().get(PAGE)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().split("\r\n") == [
        "Contact: mailto:lek@voorbeeld.nl",
        "Expires: 2027-06-01T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}{PAGE}",
        "Policy: https://voorbeeld.nl/melden",
        "",
    ]


@pytest.mark.django_db
def test_without_a_contact_there_is_none() -> None:
    assert Client().get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("contact", "until", "number"),
    [
        ("mailto:lek@voorbeeld.nl", "2027-06-01", ""),
        ("", "", ""),
        ("lek@voorbeeld.nl", "2027-06-01", "ui.W001"),
        ("mailto:lek@voorbeeld.nl", "", "ui.W002"),
        ("mailto:lek@voorbeeld.nl", "juni", "ui.W002"),
        ("mailto:lek@voorbeeld.nl", "2026-12-22", "ui.W003"),
        ("mailto:lek@voorbeeld.nl", "2026-12-23", ""),
        ("mailto:lek@voorbeeld.nl", "2026-01-01", "ui.W003"),
        ("mailto:lek@voorbeeld.nl", "2027-11-25", "ui.W004"),
    ],
)
def test_what_is_wrong_with_it_is_a_warning(contact: str, until: str, number: str, settings: Any) -> None:
    settings.SECURITY_CONTACT, settings.SECURITY_CONTACT_UNTIL = contact, until
    with clock.frozen(TODAY):
        assert [message.id for message in check_contact(None)] == ([number] if number else [])
