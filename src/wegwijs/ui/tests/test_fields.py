"""Bad input at every field: a message that says what to do, or the value that was meant. Never an error of ours."""

import io
from datetime import date, time
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import Field
from hypothesis import example, given
from hypothesis import strategies as st

from wegwijs import clock
from wegwijs.ui import forms as ui
from wegwijs.ui.forms.base import in_words
from wegwijs.ui.partial_date import PartialDate

GOOD: list[tuple[Field, str, object]] = [
    (ui.DateField(), "23-11-2026", date(2026, 11, 23)),
    (ui.DateField(), " 23 / 11 / 2026 ", date(2026, 11, 23)),
    (ui.DateField(), "23.11.26", date(2026, 11, 23)),
    (ui.DateField(), "2026-11-23", date(2026, 11, 23)),
    (ui.DateField(), "23112026", date(2026, 11, 23)),
    (ui.DateField(), "23 NOV 2026", date(2026, 11, 23)),
    (ui.DateField(), "1 mrt 2027", date(2027, 3, 1)),
    (ui.DateField(), "29-2-2028", date(2028, 2, 29)),
    (ui.DateField(), "1-1-70", date(1970, 1, 1)),
    (ui.PartialDateField(), "00-00-1985", PartialDate(1985)),
    (ui.PartialDateField(), "0-3-1985", PartialDate(1985, 3)),
    (ui.PartialDateField(), "14 juni 1988", PartialDate(1988, 6, 14)),
    (ui.TimeField(), "14.05", time(14, 5)),
    (ui.TimeField(), "9 uur", time(9)),
    (ui.MoneyField(), "€ 1.234,56", 123456),
    (ui.MoneyField(), "70", 7000),
    (ui.MoneyField(), "70,-", 7000),
    (ui.BsnField(), "9999.90.408", "999990408"),
    (ui.BsnField(), "999 990 408", "999990408"),
    (ui.VNummerField(), "28 00 00 00 01", "2800000001"),
]
BAD: list[tuple[Field, str, str]] = [
    (ui.DateField(), "31-2-2026", "bestaat niet"),
    (ui.DateField(), "29-2-2026", "bestaat niet"),
    (ui.DateField(), "00-00-2026", "bestaat niet"),
    (ui.DateField(), "morgen", "dag-maand-jaar"),
    (ui.DateField(), "11-23", "dag-maand-jaar"),
    (ui.DateField(), "1-1-2026; DROP TABLE", "dag-maand-jaar"),
    (ui.DateField(), "23 foo 2026", "dag-maand-jaar"),
    (ui.PartialDateField(), "14-06-88", "vier cijfers"),
    (ui.PartialDateField(), "14-00-1988", "onbekend"),
    (ui.TimeField(), "25:00", "uren:minuten"),
    (ui.TimeField(), "half drie", "uren:minuten"),
    (ui.MoneyField(), "12.50", "komma"),
    (ui.MoneyField(), "1,234.56", "komma"),
    (ui.MoneyField(), "-5", "niet onder nul"),
    (ui.MoneyField(), "=1+1", "komma"),
    (ui.BsnField(), "99999040", "9 cijfers"),
    (ui.BsnField(), "999990409", "verwisseld"),
    (ui.BsnField(), "٩٩٩٩٩٠٤٠٨", "9 cijfers"),
    (ui.VNummerField(), "280000000", "10 cijfers"),
    (ui.VNummerField(), "v800000001", "10 cijfers"),
]


@pytest.mark.parametrize(
    ("field", "typed", "meant"), GOOD, ids=[f"{type(f).__name__}-{t}" for f, t, _ in GOOD]
)
def test_what_people_type_is_understood(field: Field, typed: str, meant: object) -> None:
    assert field.clean(typed) == meant


def test_a_day_that_is_still_to_come_is_refused_by_the_field_itself() -> None:
    with clock.frozen(date(2026, 11, 23)):
        assert ui.PastDateField().clean("23-11-2026") == date(2026, 11, 23)
        assert ui.PartialDateField().clean("00-00-2026") == PartialDate(2026)
        for field in (ui.PastDateField(), ui.PartialDateField()):
            with pytest.raises(ValidationError, match="toekomst"):
                field.clean("24-11-2026")
        with pytest.raises(ValidationError, match="Loopt nog"):
            ui.PastDateField(future="Loopt nog.").clean("24-11-2026")


@pytest.mark.parametrize(("field", "typed", "said"), BAD, ids=[f"{type(f).__name__}-{t}" for f, t, _ in BAD])
def test_what_can_not_be_is_refused_with_what_to_do(field: Field, typed: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert said in " ".join(refused.value.messages)


FIELDS = [
    ui.DateField(required=False), ui.PartialDateField(required=False), ui.TimeField(required=False),
    ui.MoneyField(required=False), ui.BsnField(required=False), ui.VNummerField(required=False),
    ui.PostcodeField(required=False), ui.PhoneField(required=False), ui.TextField(readers="", required=False),
    ui.YesNoField(required=False), ui.ChoiceField(choices=[("a", "A")], required=False),
]  # fmt: skip


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: type(f).__name__)
@given(typed=st.text(max_size=60) | st.from_regex(r"[0-9 ./-]{1,12}", fullmatch=True))
@example(typed="\x00")
@example(typed="²³-¹¹-2026")
@example(typed="9" * 60)
def test_anything_at_all_is_a_value_or_a_message(field: Field, typed: str) -> None:
    found: Any
    try:
        found = field.clean(typed)
    except ValidationError as refused:
        found = refused.messages
    assert not isinstance(found, list) or all(found)
    assert field.has_changed(None, typed) in (True, False)


class ExampleForm(ui.Form):
    day = ui.DateField(label="Dag")
    choice = ui.ChoiceField(label="Soort", choices=[("a", "A")])
    note = ui.TextField(label="Notitie", readers="Collega’s lezen dit.", required=False)
    groups = (ui.Group("Wat", ("choice", "note")),)


def test_an_empty_field_is_named_in_its_message() -> None:
    errors = ExampleForm({}).errors
    assert errors["day"] == ["Vul ‘Dag’ in."]
    assert errors["choice"] == ["Kies bij ‘Soort’."]
    assert "note" not in errors


def test_a_field_is_named_by_the_label_that_it_got_last() -> None:
    form = ExampleForm({})
    form.fields["day"].label = "Ingeschreven vanaf"
    assert form.errors["day"] == ["Vul ‘Ingeschreven vanaf’ in."]


def test_what_was_filled_in_reads_as_beside_it_stands() -> None:
    assert in_words(ui.TimeField(), time(9, 30)) == "09:30"
    assert in_words(ui.DurationField(most=480), 150) == "2,5 uur"


class NumberForm(ui.Form):
    seats = forms.IntegerField(label="Plaatsen", min_value=1, max_value=60)


def test_a_number_that_does_not_fit_names_its_field_and_what_does() -> None:
    assert NumberForm({"seats": "200"}).errors["seats"] == ["Vul bij ‘Plaatsen’ hoogstens 60 in."]
    assert NumberForm({"seats": "0"}).errors["seats"] == ["Vul bij ‘Plaatsen’ ten minste 1 in."]


def test_fields_outside_a_group_come_first() -> None:
    assert [(g.title, [f.name for f in g.fields]) for g in ExampleForm().grouped()] == [
        ("", ["day"]),
        ("Wat", ["choice", "note"]),
    ]


def test_what_was_typed_wrongly_stands_there_again() -> None:
    assert 'value="31-2-2026"' in str(ExampleForm({"day": "31-2-2026"})["day"])


def test_the_same_day_written_otherwise_is_no_change() -> None:
    assert not ui.DateField().has_changed(date(2026, 11, 23), "23 november 2026")
    assert not ui.MoneyField().has_changed(7000, "70,00")


def upload(name: str, size: int = 4) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, io.BytesIO(b"x" * size).read())


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (upload("groot.pdf", 21), "te groot"),
        (upload("virus.exe"), "Dit soort bestand"),
        (upload("leeg.pdf", 0), "leeg"),
    ],
)
def test_a_file_is_refused_by_size_kind_and_emptiness(file: SimpleUploadedFile, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ui.FileField(max_bytes=20, endings=(".pdf", ".csv")).clean(file)
    assert said in " ".join(refused.value.messages)


def test_a_file_of_the_right_kind_and_size_is_taken() -> None:
    file = SimpleUploadedFile("Brief.PDF", b"%PDF-1.7")
    assert ui.FileField(endings=(".pdf",)).clean(file).read() == b"%PDF-1.7"


WHOLE = [
    ("a.pdf", b"%PDF-1.4\n%\xe2\xe3"),
    ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
    ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
    ("a.jpeg", b"\xff\xd8\xff\xe1"),
    ("a.txt", "Beste Selam, \u20ac 5\r\n\tgroet".encode("cp1252")),
    ("a.txt", "Beste \u1230\u120b\u121d".encode("utf-16")),
    ("a.eml", b"From: iemand@example.org\r\nSubject: Hallo\r\n\r\nDag"),
]
FALSE = [
    ("a.pdf", b"MZ\x90\x00"),
    ("a.pdf", b"PK\x03\x04%PDF-1.4"),
    ("a.pdf", b" %PDF-1.4"),
    ("a.png", b"\xff\xd8\xff\xe0"),
    ("a.jpg", b"<html><script>"),
    ("a.txt", b"MZ\x90\x00\x03"),
    ("a.eml", b"zomaar een regel\n"),
    ("a.eml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"),
]


@pytest.mark.parametrize(("name", "content"), WHOLE)
def test_a_file_that_is_what_it_says_is_taken(name: str, content: bytes) -> None:
    assert ui.FileField(endings=(name[1:],)).clean(SimpleUploadedFile(name, content)).read() == content


@pytest.mark.parametrize(("name", "content"), FALSE)
def test_misuse_23_a_file_under_a_false_name_is_refused_with_what_to_do(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError, match=r"al heet het zo\. Sla het opnieuw op"):
        ui.FileField(endings=(name[1:],)).clean(SimpleUploadedFile(name, content))
