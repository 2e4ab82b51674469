"""Oproepen by the pile: each letter only its own addressee, and what can't go stops with its reason (G7; misuse 7, 9, 10)."""

import io
import re
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import islice
from typing import Any

import pytest
from pypdf import PdfReader

from support.intake import begun, call
from support.pages import forms_of
from support.region import TODAY, Region, make_dossier
from support.walk import browser_of
from wegwijs.documents.commands import batches
from wegwijs.documents.commands.batches import (
    MOST,
    Asked,
    drop_rest,
    make_batch,
    resume_batch,
    send_batch,
    stop_batch,
)
from wegwijs.documents.models import BatchLetter, Letter, LetterBatch, LetterFile, Vertaling
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.jobs import run_due
from wegwijs.people.commands import add_address, set_languages
from wegwijs.people.models import Address, Person, Source
from wegwijs.stages.intake.commands import record_oproep_outcome
from wegwijs.stages.intake.models import Oproep
from wegwijs.stages.intake.pile import OPROEPEN, Hours, asked, moments, waiting
from wegwijs.stages.intake.queries import must_have

HOURS = Hours(date(2026, 11, 26), time(9), time(17), 60, 1)
PLACE = "Spuiboulevard 300"


def home(
    region: Region,
    person: Person,
    street: str,
    number: str,
    *,
    on: date = date(2026, 9, 1),
    as_of: date | None = None,
) -> None:
    add_address(
        person, by=region.regisseur, kind=Address.Kind.WOON, street=street, number=number, postcode="3311 GR",
        place="Dordrecht", valid_from=on, source=Source.BRP,
    )  # fmt: skip
    Address.objects.filter(person=person).update(as_of=as_of or TODAY)


def called(region: Region, number: int) -> Dossier:
    """An intake that waits for an oproep, of somebody with a name and a street of their own."""
    dossier = make_dossier(region)
    Person.objects.filter(pk=dossier.person_id).update(
        voornamen=f"Kanarie{number:03d}", geslachtsnaam=f"Vogel{number:03d}"
    )
    dossier.person.refresh_from_db()
    home(region, dossier.person, f"Straat{number:03d}", str(number + 1))
    begun(dossier, region)
    return dossier


def pile(region: Region, dossiers: list[Dossier], **changes: object) -> LetterBatch:
    hours = replace(HOURS, **changes)  # type: ignore[arg-type]
    return make_batch(
        OPROEPEN, region.dordrecht, asked(dossiers, hours, place=PLACE, way=Oproep.Way.KANTOOR), by=region.regisseur
    )  # fmt: skip


def outcome(batch: LetterBatch) -> list[tuple[str, str]]:
    return list(batch.items.values_list("state", "reason"))


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_talks_follow_each_other_on_working_days() -> None:
    hours = Hours(date(2026, 11, 27), time(9), time(11), 45, 2)
    found = [(slot.on, slot.at) for slot in islice(moments(hours), 3)]
    friday, monday = date(2026, 11, 27), date(2026, 11, 30)
    assert found == [(friday, time(9)), (friday, time(9, 45)), (monday, time(9))]
    with pytest.raises(DomainError, match="past geen gesprek"):
        next(moments(replace(hours, end=time(9, 30))))


def test_each_letter_holds_only_its_own_person(region: Region) -> None:
    """G7: name, number and street of nobody else in the pile, in the Dutch letter and in the copy."""
    dossiers = [called(region, n) for n in range(12)]
    for dossier in dossiers[::2]:
        set_languages(dossier.person, by=region.regisseur, languages={"ar": "moedertaal"}, contact="ar")
    batch = pile(region, dossiers, beside=4)
    send_batch(batch.pk)
    assert outcome(batch) == [("verzonden", "")] * 12
    for item in batch.items.select_related("letter__file", "letter__person"):
        assert item.letter
        files = [bytes(item.letter.file.pdf)]
        files += [bytes(c.pdf) for c in Vertaling.objects.filter(letter=item.letter)]
        mine = f"{item.place - 1:03d}"
        assert len(files) == (2 if int(mine) % 2 == 0 else 1)
        for file in files:
            text = text_of(file)
            assert set(re.findall(r"(?:Kanarie|Vogel|Straat)(\d{3})", text)) == {mine}
            others = [d.number for d in dossiers if d.number != item.letter.reference]
            assert item.letter.reference in text
            assert not any(number in text for number in others)
    assert Oproep.objects.filter(letter__isnull=False).count() == 12
    assert len(set(Oproep.objects.values_list("at", "time"))) == 3


def test_what_can_not_go_stops_with_its_reason_and_holds_up_no_other(region: Region) -> None:
    dossiers = [called(region, n) for n in range(6)]
    secret, moved, old, without, _, good = dossiers
    batch = pile(region, dossiers, beside=6)
    Person.objects.filter(pk=secret.person_id).update(protected=True)
    home(region, moved.person, "Nieuwe laan", "99", on=date(2026, 11, 20))
    Address.objects.filter(person=old.person).update(as_of=TODAY - timedelta(days=400))
    Address.objects.filter(person=without.person).delete()
    BatchLetter.objects.filter(batch=batch, subject=dossiers[4].pk).update(
        plan={"at": "2027-06-01", "time": "09:00", "place": PLACE, "way": "kantoor"}
    )
    send_batch(batch.pk)
    states, reasons = zip(*outcome(batch), strict=True)
    assert states == ("niet", "niet", "niet", "niet", "niet", "verzonden")
    for reason, part in zip(
        reasons,
        ("geheim", "adres is veranderd", "400 dagen geleden", "adres", "na de termijn", ""),
        strict=True,
    ):
        assert part in reason
    assert Letter.objects.count() == LetterFile.objects.count() == 1
    assert Letter.objects.get().person_id == good.person_id
    batch.refresh_from_db()
    assert batch.state == "klaar"


def test_twice_sends_nothing_twice_and_stopped_goes_on(region: Region) -> None:
    batch = pile(region, [called(region, n) for n in range(3)])
    stop_batch(batch, by=region.regisseur)
    send_batch(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, Letter.objects.count()) == ("gestopt", 0)
    resume_batch(batch, by=region.regisseur)
    for _ in range(2):
        send_batch(batch.pk)
    assert Letter.objects.count() == 3
    with pytest.raises(DomainError, match="niet gestopt"):
        resume_batch(batch, by=region.regisseur)


def test_a_letter_that_breaks_stops_alone(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    from wegwijs.documents import pdf
    from wegwijs.documents.content import Content

    batch = pile(region, [called(region, n) for n in range(3)])
    real = pdf.render

    def breaks(content: Content, address: tuple[str, ...]) -> bytes:
        if "Kanarie001" in content.salutation:
            raise RuntimeError("Kanarie001")
        return real(content, address)

    monkeypatch.setattr("wegwijs.documents.press.render", breaks)
    send_batch(batch.pk)
    assert [state for state, _ in outcome(batch)] == ["verzonden", "niet", "verzonden"]
    assert "RuntimeError" in outcome(batch)[1][1]
    assert "Kanarie" not in outcome(batch)[1][1]
    assert Letter.objects.count() == Oproep.objects.count() == 2


def test_not_the_letter_that_another_worker_gave_back_is_put_aside_but_the_one_that_broke(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = pile(region, [called(region, n) for n in range(2)])
    elsewhere = batch.items.filter(place=1)
    elsewhere.update(state="niet")

    def breaks(content: object, address: tuple[str, ...]) -> bytes:
        raise RuntimeError

    monkeypatch.setattr("wegwijs.documents.press.render", breaks)
    monkeypatch.setattr(batches.log, "error", lambda *said: elsewhere.update(state="wacht"))
    assert batches._alone(batch.pk)
    assert [state for state, _ in outcome(batch)] == ["wacht", "niet"]


def test_parts_for_the_printer_stay_the_same_letters_after_a_stop(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wegwijs.documents.queries.batches.PART", 2)
    batch = pile(region, [called(region, n) for n in range(5)], beside=5)
    batch.items.filter(place__in=[1, 3, 4]).update(state="niet")
    batch.items.filter(place=2).update(state="wacht")
    page = f"/documenten/partij/{batch.pk}/"
    browser = browser_of(region.regisseur)
    assert browser.get(f"{page}drukbestand/1/").status_code == 404, "it still runs"
    send_batch(batch.pk)
    assert re.findall(r"drukbestand/(\d+)/", browser.get(page).content.decode()) == ["1", "3"]
    for part, letters in ((1, {"001"}), (3, {"004"})):
        text = text_of(browser.get(f"{page}drukbestand/{part}/").content)
        assert set(re.findall(r"Kanarie(\d{3})", text)) == letters
    for part in (0, 2, 4, 10**30):
        assert browser.get(f"{page}drukbestand/{part}/").status_code == 404
    LetterBatch.objects.filter(pk=batch.pk).update(state="gestopt")
    assert browser.get(f"{page}drukbestand/1/").status_code == 404
    assert "drukbestand/1" not in browser.get(page).content.decode()


def test_a_stopped_pile_that_is_ended_prints_what_was_sent_and_drops_the_rest(region: Region) -> None:
    batch = pile(region, [called(region, n) for n in range(3)])
    browser, page = browser_of(region.regisseur), f"/documenten/partij/{batch.pk}/"
    batch.items.filter(place=3).update(state="niet")
    send_batch(batch.pk)
    batch.items.filter(place=3).update(state="wacht")
    with pytest.raises(DomainError, match="niet gestopt"):
        drop_rest(batch, by=region.regisseur)
    LetterBatch.objects.filter(pk=batch.pk).update(state="gestopt")
    assert "Rond af, de rest vervalt" in browser.get(page).content.decode()
    assert browser.post(f"{page}afronden/").status_code == 302
    assert [state for state, _ in outcome(batch)] == ["verzonden", "verzonden", "niet"]
    assert "vervallen" in outcome(batch)[2][1]
    assert set(re.findall(r"Kanarie(\d{3})", text_of(browser.get(f"{page}drukbestand/1/").content))) == {
        "000",
        "001",
    }


def test_nobody_twice_and_no_more_than_a_thousand(region: Region) -> None:
    dossier = called(region, 1)
    one = Asked(dossier.pk, "")
    for wrong, why in (([], "ten minste"), ([one, one], "dubbel"), ([one] * (MOST + 1), "hoogstens")):
        with pytest.raises(DomainError, match=why):
            make_batch(OPROEPEN, region.dordrecht, wrong, by=region.regisseur)
    for nobody in (region.administrator, region.outsider, region.counsellor):
        with pytest.raises(NotAllowed):
            make_batch(OPROEPEN, region.dordrecht, [one], by=nobody)


def test_from_the_list_to_the_file_for_the_printer(region: Region) -> None:
    dossiers = [called(region, n) for n in range(3)]
    set_languages(dossiers[0].person, by=region.regisseur, languages={"ti": "moedertaal"}, contact="ti")
    assert {d.pk for d in waiting(region.regisseur, "0505")} == {d.pk for d in dossiers}
    browser = browser_of(region.regisseur)
    sent = {
        "first": "26-11-2026", "begin": "9:00", "end": "17:00", "minutes": "60", "beside": "1", "way": "kantoor",
        "place": PLACE, "which": "gekozen", "dossiers": [str(d.pk) for d in dossiers[:2]],
    }  # fmt: skip
    answer = browser.post("/intake/oproepen/", sent)
    page = answer.headers["Location"]
    assert "Refresh" in browser.get(page).headers
    run_due()
    shown = browser.get(page)
    assert "2 brieven zijn verstuurd" in shown.content.decode()
    assert "Refresh" not in shown.headers
    whole = browser.get(f"{page}drukbestand/1/")
    pages = [p.extract_text() for p in PdfReader(io.BytesIO(whole.content)).pages]
    assert "Niet meesturen" in pages[0]
    assert "Kanarie000" in pages[0]
    assert "met vertaling (Tigrinya)" in pages[0]
    assert len(pages) % 2 == 0
    for place, text in enumerate(pages[2:], start=2):
        assert len(set(re.findall(r"Kanarie(\d{3})", text))) <= 1, place
    assert browser.get(f"{page}drukbestand/2/").status_code == 404
    assert browser_of(region.outsider).get(page).status_code == 404
    assert {d.pk for d in waiting(region.regisseur, "0505")} == {dossiers[2].pk}
    assert forms_of(browser.get("/intake/oproepen/").content.decode(), "/intake/oproepen/")


SENT = {
    "first": "26-11-2026", "begin": "9:00", "end": "17:00", "minutes": "60", "beside": "1", "way": "kantoor",
    "place": PLACE, "which": "gekozen",
}  # fmt: skip


def test_a_warning_says_so_and_is_not_ticked_by_itself(region: Region) -> None:
    invited, warned = called(region, 0), called(region, 1)
    intake = must_have(warned)
    missed = call(intake, region, on=date(2026, 11, 10), at=date(2026, 11, 17))
    record_oproep_outcome(missed, by=region.regisseur, on=date(2026, 11, 17), outcome=Oproep.Uitkomst.NIET)
    html = browser_of(region.regisseur).get("/intake/oproepen/").content.decode()
    ticked = re.findall(r'name="dossiers" value="([^"]+)"[^>]*checked', html)
    assert ticked == [str(invited.pk)]
    assert f"{warned.number}, waarschuwing" in html
    assert f"{invited.number}, waarschuwing" not in html


def test_everybody_in_the_list_is_everybody_who_was_shown(region: Region) -> None:
    shown = called(region, 0)
    browser = browser_of(region.regisseur)
    html = browser.get("/intake/oproepen/").content.decode()
    keys = re.findall(r'name="shown" value="([^"]*)"', html)
    assert keys == [str(shown.pk)]
    joined = called(region, 1)
    refused = browser.post(
        "/intake/oproepen/", {**SENT, "first": "23-11-2026", "which": "alle", "shown": keys[0]}
    )
    assert str(joined.pk) in re.findall(r'name="shown" value="([^"]*)"', refused.content.decode())[0]
    browser.post("/intake/oproepen/", {**SENT, "which": "alle", "shown": keys[0]})
    assert list(BatchLetter.objects.values_list("subject", flat=True)) == [shown.pk]


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"first": "23-11-2026"}, "first", "op zijn vroegst op donderdag 26 november 2026"),
        ({"first": "25-11-2026"}, "first", "Kies die dag of later"),
        ({"first": "31-12-9999"}, "first", "De eerste dag valt na de termijn van de oproep (07-12-2026)"),
        ({"first": "04-12-2026", "end": "10:00"}, "beside", "Het laatste gesprek valt op 08-12-2026"),
    ],
)
def test_a_pile_that_can_not_succeed_is_refused_at_the_field(
    region: Region, changed: dict[str, str], field: str, said: str
) -> None:
    keys = [str(called(region, n).pk) for n in range(3)]
    browser = browser_of(region.regisseur)
    html = browser.post("/intake/oproepen/", {**SENT, "dossiers": keys, **changed}).content.decode()
    assert said in html
    assert f'href="#id_{field}"' in html
    assert not LetterBatch.objects.exists()


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ({"protected": True}, "het adres is nu geheim"),
        ({"contact_safely": True, "safe_contact": "via school"}, "deze persoon is alleen veilig bereikbaar"),
    ],
)
def test_a_letter_that_may_not_be_posted_any_more_stays_out_of_the_file_for_the_printer(
    region: Region, since: dict[str, Any], said: str
) -> None:
    dossiers = [called(region, n) for n in range(2)]
    batch = pile(region, dossiers)
    send_batch(batch.pk)
    Person.objects.filter(pk=dossiers[0].person_id).update(**since)
    for who in (region.regisseur, region.teamlead):
        found = browser_of(who).get(f"/documenten/partij/{batch.pk}/drukbestand/1/")
        text = text_of(found.content)
        assert "Straat000" not in text, "who may see a secret address may not print it"
        assert "Straat001" in text
        assert f"niet in dit bestand: {said}" in " ".join(text.split())
