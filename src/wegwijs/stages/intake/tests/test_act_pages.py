"""The acts of an intake from their pages: each is written, refused with a reason, and shown on the overview."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.intake import begun, fill_all
from support.region import TODAY, Region
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.organisations.models import Beleid
from wegwijs.people.commands import add_address
from wegwijs.people.models import Address, Person, Source
from wegwijs.people.queries import address_mark, address_on
from wegwijs.stages.intake.commands.oproepen import first_by_post
from wegwijs.stages.intake.queries import must_have

SignedIn = Callable[[Actor], Client]


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.regisseur)


def test_what_is_waited_for_comes_in(region: Region, dossier: Dossier, desk: Client) -> None:
    begun(dossier, region)
    page = f"/intake/{dossier.pk}/wachten/"
    typed = {
        "on": "16-11-2026",
        "soort": "diploma",
        "party": "IDW",
        "necessary": "ja",
        "motive": "bepaalt de route",
    }
    assert desk.post(page, typed).status_code == 302
    row = must_have(dossier).wachten.get()
    assert "wacht u al" in desk.post(page, typed).content.decode()
    assert desk.get(f"{page}{row.pk}/").status_code == 200
    assert "toekomst" in desk.post(f"{page}{row.pk}/", {"on": "24-11-2026"}).content.decode()
    assert desk.post(f"{page}{row.pk}/", {"on": "20-11-2026"}).status_code == 302
    assert "ontvangen 20-11-2026" in desk.get(f"/intake/{dossier.pk}/").content.decode()
    assert desk.get(f"{page}{dossier.pk}/").status_code == 404


def test_a_judgement_then_an_exemption_of_the_toets(region: Region, dossier: Dossier, desk: Client) -> None:
    begun(dossier, region)
    health = {"version": "0", "invloed": "enige", "zien": "nee", "horen": "ja"}
    desk.post(f"/intake/{dossier.pk}/onderdeel/lichamelijke_gezondheid/", health)
    page = f"/intake/{dossier.pk}/toets/"
    assert "Oordeel over de toets" in desk.get(page).content.decode()
    assert desk.post(page, {"can_take": "nee", "motive": "geen tolk"}).status_code == 302
    assert "Ontheffen van de toets" in desk.get(page).content.decode()
    assert desk.post(page, {"motive": "kan de toets niet maken"}).status_code == 302
    assert (
        "Ontheven op 23-11-2026 (auditieve beperking)" in desk.get(f"/intake/{dossier.pk}/").content.decode()
    )


def test_a_talk_is_put_right_and_a_colleague_is_not_overwritten(
    region: Region, dossier: Dossier, desk: Client, signed_in: SignedIn
) -> None:
    fill_all(begun(dossier, region), region)
    page = f"/intake/{dossier.pk}/gesprek/1/"
    typed = {
        "on": "20-11-2026", "way": "huisbezoek", "interpreter": "telefoon", "alone": "nee", "present": "haar zus",
        "report": "Thuis gesproken.", "reason": "verkeerde dag", "version": "1",
    }  # fmt: skip
    assert "Besproken." in desk.get(page).content.decode()
    assert "toekomst" in desk.post(page, {**typed, "on": "24-11-2026"}).content.decode()
    assert desk.post(page, typed).status_code == 302
    answer = signed_in(region.colleague).post(page, {**typed, "report": "Anders"})
    assert answer.status_code == 409
    assert "Thuis gesproken." in answer.content.decode()
    assert must_have(dossier).gesprekken.get().present == "haar zus"
    events = dossier.gebeurtenissen.filter(kind=Kind.GESPREK)
    assert events.count() == 2
    assert events.get(superseded_by=None).on == date(2026, 11, 20)
    assert desk.get(f"/intake/{dossier.pk}/gesprek/2/").status_code == 404


def test_what_others_told_is_shown_so_that_nobody_asks_again(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    begun(dossier, region)
    assert "Wat al bekend is" not in desk.get(f"/intake/{dossier.pk}/").content.decode()
    payload = {"deelname": "gevolgd", "onderdelen": ["NT2"]}
    record_event(
        dossier, Kind.VOORINBURGERING, by=region.regisseur, on=TODAY, payload=payload, origin=Origin.COA
    )
    assert "gevolgd · Nederlands (NT2)" in desk.get(f"/intake/{dossier.pk}/").content.decode()


def test_the_right_to_talk_alone_is_recorded(region: Region, dossier: Dossier, desk: Client) -> None:
    begun(dossier, region)
    typed = {"on": "20-11-2026", "choice": "alleen"}
    assert desk.post(f"/intake/{dossier.pk}/alleen/", typed).status_code == 302
    assert "gewezen op 20-11-2026" in desk.get(f"/intake/{dossier.pk}/").content.decode()


def test_an_intake_is_completed_and_reopened_from_its_pages(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    fill_all(begun(dossier, region), region)
    page = f"/intake/{dossier.pk}/"
    assert (
        desk.post(f"{page}toets/", {"gemeente": "Rotterdam", "established_on": "01-02-2026"}).status_code
        == 302
    )
    assert "Alles is er" in desk.get(page).content.decode()
    few = desk.post(f"{page}voltooien/", {"on": "23-11-2026"}).content.decode()
    assert "Afgesproken zijn 3 gesprekken" in few
    assert desk.post(f"{page}voltooien/", {"on": "23-11-2026", "fewer_why": "sprak lang"}).status_code == 302
    assert "Voltooid op 23-11-2026" in desk.get(page).content.decode()
    assert desk.get(f"{page}voltooien/").status_code == 302
    assert desk.get(f"{page}heropenen/").status_code == 200
    assert desk.post(f"{page}heropenen/", {"reason": "vergissing"}).status_code == 302
    assert desk.get(f"{page}heropenen/").status_code == 302
    assert desk.get(f"{page}toets/").status_code == 302
    assert desk.post(f"{page}toets/terugnemen/", {"motive": "vergissing"}).status_code == 302
    assert desk.get(f"{page}toets/terugnemen/").status_code == 302
    assert "Nog 1 ding nodig" in desk.get(page).content.decode()


BY_POST = {
    "at": "26-11-2026",
    "time": "10:00",
    "way": "kantoor",
    "place": "Spuiboulevard 300",
    "channel": "post",
}


def by_post(desk: Client, dossier: Dossier, **changed: str) -> str:
    sent = {**BY_POST, "address": address_mark(address_on(dossier.person, TODAY)), **changed}
    return desk.post(f"/intake/{dossier.pk}/oproep/", sent, follow=True).content.decode()


def lives(region: Region, dossier: Dossier, street: str, *, on: date = date(2026, 9, 1)) -> None:
    add_address(
        dossier.person, by=region.regisseur, kind=Address.Kind.WOON, street=street, number="7", postcode="3311 GR",
        place="Dordrecht", valid_from=on, source=Source.BRP,
    )  # fmt: skip


def test_by_post_the_talk_is_some_working_days_later(region: Region, dossier: Dossier, desk: Client) -> None:
    """A letter that is posted on Monday doesn't ask somebody to come on Monday."""
    begun(dossier, region)
    lives(region, dossier, "Kade")
    for at in ("23-11-2026", "25-11-2026"):
        said = by_post(desk, dossier, at=at, versturen="1")
        assert "op zijn vroegst op donderdag 26 november 2026. Kies die dag of later, of overhandig" in said
        assert 'href="#id_at"' in said
    assert "Uitnodiging" not in by_post(desk, dossier, at="24-11-2026"), "no preview of what can't be sent"
    assert "Uitnodiging" in by_post(desk, dossier, at="24-11-2026", channel="uitgereikt")
    assert "Oproep 1 is verzonden" in by_post(desk, dossier, versturen="1")


@pytest.mark.parametrize(
    ("sent", "first"),
    [
        (date(2026, 11, 20), date(2026, 11, 25)),
        (date(2026, 12, 23), date(2026, 12, 29)),
        (date(2026, 4, 2), date(2026, 4, 9)),
    ],
)
def test_working_days_are_those_of_the_law(region: Region, sent: date, first: date) -> None:
    assert first_by_post("0505", sent).day == first


def test_a_gemeente_may_want_more_days_for_the_post_and_the_page_says_who_set_it(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    Beleid.objects.create(
        gemeente=region.dordrecht, key="intake.oproep.werkdagen_post", value=5, source="werkafspraak 12", valid_from=TODAY
    )  # fmt: skip
    begun(dossier, region)
    lives(region, dossier, "Kade")
    page = by_post(desk, dossier, at="26-11-2026")
    assert "Gaat de brief per post, dan op zijn vroegst op maandag 30 november 2026" in page
    assert "moet 5 werkdagen voor het gesprek weg (werkafspraak 12)" in page


def test_an_old_or_changed_address_is_seen_before_an_oproep_goes(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    begun(dossier, region)
    lives(region, dossier, "Kade")
    Address.objects.filter(person=dossier.person).update(as_of=TODAY - timedelta(days=31))
    page = f"/intake/{dossier.pk}/oproep/"
    shown = desk.get(page).content.decode()
    seen = address_mark(address_on(dossier.person, TODAY))
    assert "Kade 7" in shown
    assert "Het adres is 31 dagen geleden nagekeken" in shown
    assert f'name="address" value="{seen}"' in shown
    confirmed = desk.post(f"/dossiers/{dossier.pk}/adres/", {"address": seen, "back": page}, follow=True)
    assert confirmed.redirect_chain[0][0] == page
    assert "dagen geleden nagekeken" not in confirmed.content.decode()
    lives(region, dossier, "Nieuwe Haven", on=date(2026, 11, 20))
    said = by_post(desk, dossier, address=seen, versturen="1")
    assert "Het adres is veranderd" in said
    assert "Nieuwe Haven 7" in said
    assert not must_have(dossier).oproepen.exists()
    assert "Oproep 1 is verzonden" in by_post(desk, dossier, versturen="1")


def test_a_secret_address_is_not_shown_on_the_page_of_an_oproep(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    begun(dossier, region)
    lives(region, dossier, "Kade")
    Person.objects.filter(pk=dossier.person_id).update(protected=True)
    shown = desk.get(f"/intake/{dossier.pk}/oproep/").content.decode()
    assert "Geheim adres" in shown
    assert "Kade" not in shown


@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example/", "/\\elders.example/", ""])
def test_after_looking_at_an_address_nobody_is_led_elsewhere(
    dossier: Dossier, desk: Client, back: str
) -> None:
    answer = desk.post(f"/dossiers/{dossier.pk}/adres/", {"back": f"{back}{dossier.pk}" if back else ""})
    assert answer.headers["Location"] == f"/dossier/{dossier.pk}/"
