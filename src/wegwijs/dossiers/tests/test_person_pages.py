"""The pages about a person: reached through a dossier only, nothing overwritten, doubles side by side."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.region import TODAY, Region, make_dossier, make_person
from wegwijs.access.actor import Actor
from wegwijs.audit.models import Action, AuditRecord
from wegwijs.dossiers.commands import add_task, close_dossier, merge_double, open_dossier_for
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.people.commands import add_child, share_household
from wegwijs.people.models import HouseholdMember, Person

SignedIn = Callable[[Actor], Client]
PARTS = ("", "wijzigen/", "talen/", "adres/", "referent/", "verblijfstitel/", "huishouden/", "huishouden/kind/",
         "huishouden/uit/", "dubbel/")  # fmt: skip
TYPED = {
    "v_nummer": "2811111111", "voornamen": "Selam", "geslachtsnaam": "Tesfay", "birth": "14-06-1988", "sex": "V",
    "phone": "06 12345678", "source": "brp", "as_of": "20-11-2026", "version": "1",
}  # fmt: skip
STREET = {
    "kind": "woon", "street": "Canarystraat", "number": "12a", "postcode": "3311gr", "place": "Dordrecht",
    "valid_from": "1-10-2026", "source": "brp",
}  # fmt: skip


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.regisseur)


def at(dossier: Dossier, part: str = "") -> str:
    return f"/personen/{dossier.person_id}/{part}"


@pytest.mark.parametrize("part", PARTS)
def test_a_person_is_reached_through_a_dossier_only(
    region: Region, dossier: Dossier, desk: Client, signed_in: SignedIn, part: str
) -> None:
    assert desk.get(at(dossier, part)).status_code == 200
    for who in (region.outsider, region.counsellor, region.administrator):
        assert signed_in(who).get(at(dossier, part)).status_code == 404
    nobody = make_person(region.regisseur)
    assert desk.get(f"/personen/{nobody.pk}/{part}").status_code == 404


def test_a_person_is_corrected_with_source_and_date(dossier: Dossier, desk: Client) -> None:
    assert desk.post(at(dossier, "wijzigen/"), TYPED).status_code == 302
    text = desk.get(at(dossier)).content.decode()
    assert "BRP, 20-11-2026" in text
    assert "0612345678" in text


def test_filling_in_who_it_is_ends_the_task_to_do_so(dossier: Dossier, desk: Client) -> None:
    add_task(dossier, "Naam en geboortedatum aanvullen uit de BRP", source_key="persoon")
    desk.post(at(dossier, "wijzigen/"), TYPED)
    assert not dossier.taken.filter(done_on=None).exists()


def test_the_bsn_is_not_in_the_form_and_stays_when_left_empty(region: Region, desk: Client) -> None:
    dossier = make_dossier(region, bsn="999990408")
    for part in PARTS:
        assert "999990408" not in desk.get(at(dossier, part)).content.decode()
    desk.post(at(dossier, "wijzigen/"), {**TYPED, "v_nummer": ""})
    dossier.person.refresh_from_db()
    assert dossier.person.bsn == "999990408"
    assert dossier.person.phone == "0612345678"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("birth", "24-11-2026", "toekomst"),
        ("bsn", "999990409", "Dit BSN klopt niet"),
        ("v_nummer", "", "Vul een BSN of een v-nummer in"),
        ("email", "selam", "voluit"),
        ("phone", "12", "10 cijfers"),
    ],
)
def test_a_wrong_value_is_refused_and_the_rest_is_kept(
    dossier: Dossier, desk: Client, field: str, value: str, said: str
) -> None:
    text = desk.post(
        at(dossier, "wijzigen/"), {**TYPED, "voornamen": "Nieuwenaam", field: value}
    ).content.decode()
    assert said in text
    assert "Nieuwenaam" in text


def test_two_browsers_on_one_person_see_both_versions(
    region: Region, dossier: Dossier, desk: Client, signed_in: SignedIn
) -> None:
    desk.post(at(dossier, "wijzigen/"), {**TYPED, "geslachtsnaam": "Eerste"})
    second = signed_in(region.colleague)
    answer = second.post(at(dossier, "wijzigen/"), {**TYPED, "geslachtsnaam": "Tweede"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Eerste" in text
    assert "Tweede" in text
    assert Person.objects.get(pk=dossier.person_id).geslachtsnaam == "Eerste"
    again = {**TYPED, "geslachtsnaam": "Tweede", "version": "2"}
    assert second.post(at(dossier, "wijzigen/"), again).status_code == 302


def test_two_browsers_on_the_languages_see_both_versions(dossier: Dossier, desk: Client) -> None:
    typed = {"contact": "ti", "interpreter": "ja", "other_1": "ar", "level_1": "goed", "version": "1"}
    assert desk.post(at(dossier, "talen/"), typed).status_code == 302
    assert "Tigrinya" in desk.get(at(dossier)).content.decode()
    answer = desk.post(at(dossier, "talen/"), {**typed, "contact": "fa"})
    assert answer.status_code == 409
    assert "Farsi" in answer.content.decode()
    assert "Arabisch (goed)" in answer.content.decode()


def test_a_fourth_language_is_not_lost_by_saving_the_form(dossier: Dossier, desk: Client) -> None:
    typed = {"contact": "ti", "interpreter": "nee", "version": "1"}
    for place, code in enumerate(("ar", "en", "am"), 1):
        typed |= {f"other_{place}": code, f"level_{place}": "goed"}
    assert desk.post(at(dossier, "talen/"), typed).status_code == 302
    page = desk.get(at(dossier, "talen/")).content.decode()
    assert 'name="other_4"' in page
    assert set(dossier.person.languages.values_list("code", flat=True)) == {"ti", "ar", "en", "am"}


def test_a_number_of_someone_else_leads_to_both_side_by_side(region: Region, desk: Client) -> None:
    one, two = make_dossier(region), make_dossier(region)
    text = desk.post(at(one, "wijzigen/"), {**TYPED, "v_nummer": two.person.v_nummer}).content.decode()
    assert "hetzelfde v-nummer" in text
    assert at(one, f"dubbel/{two.person_id}/") in text


def test_a_protected_address_is_on_no_page_of_who_may_not_see_it(
    region: Region, dossier: Dossier, desk: Client, signed_in: SignedIn
) -> None:
    assert desk.post(at(dossier, "adres/"), STREET).status_code == 302
    assert "Canarystraat 12a, 3311 GR Dordrecht" in desk.get(at(dossier)).content.decode()
    desk.post(at(dossier, "wijzigen/"), {**TYPED, "protected": "on"})
    for part in PARTS:
        assert "Canarystraat" not in desk.get(at(dossier, part)).content.decode()
    leader = signed_in(region.teamlead)
    assert "Canarystraat" not in leader.get(at(dossier)).content.decode()
    reveal = f"/dossiers/{dossier.pk}/beschermd-adres/"
    assert "Canarystraat" in leader.post(reveal, {"reason": "bezoek"}).content.decode()
    assert AuditRecord.objects.filter(action=Action.REVEAL, detail="beschermd adres: bezoek").count() == 1


def test_who_lives_with_a_protected_person_has_a_hidden_address_too(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    desk.post(at(dossier, "adres/"), STREET)
    other = make_dossier(region)
    Person.objects.filter(pk=other.person_id).update(protected=True)
    share_household(
        other.person, dossier.person, by=region.regisseur, part=HouseholdMember.Part.PARTNER, on=TODAY
    )
    text = desk.get(at(dossier)).content.decode()
    assert "Canarystraat" not in text
    assert "ja, door een huisgenoot" in text


def test_a_referent_a_title_and_a_household_are_kept(region: Region, desk: Client) -> None:
    dossier = make_dossier(region, variant=Variant.GEZIN)
    other = make_dossier(region)
    posts = {
        "referent/": {"name": "P. de Wit", "relation": "partner", "phone": "0612345678", "version": "1"},
        "verblijfstitel/": {"code": "21", "begins_on": "1-10-2026", "ends_on": "1-10-2031"},
        "huishouden/": {"number": other.number, "part": "partner", "on": "1-10-2026"},
        "huishouden/kind/": {"first_name": "Noor", "birth_year": "2024"},
    }
    for part, typed in posts.items():
        assert desk.post(at(dossier, part), typed).status_code == 302, part
    text = desk.get(at(dossier)).content.decode()
    for shown in ("P. de Wit", "21 Vw 2000 art. 8", str(other.person), "Noor"):
        assert shown in text
    assert "P. de Wit" in desk.get(at(dossier, "referent/")).content.decode()
    assert desk.post(at(dossier, "huishouden/uit/"), {"on": "20-11-2026"}).status_code == 302
    assert "Noor" not in desk.get(at(dossier)).content.decode()


def test_a_dossier_of_elsewhere_can_not_join_a_household(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    for number in ("2026-0590-0001", dossier.number):
        typed = {"number": number, "part": "partner", "on": "1-10-2026"}
        answer = desk.post(at(dossier, "huishouden/"), typed)
        assert answer.status_code == 200
        assert number in answer.content.decode()


def test_a_housemate_of_another_gemeente_has_no_name_here(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    stranger = make_person(region.regisseur, geslachtsnaam="Canarynaam")
    part = HouseholdMember.Part.PARTNER
    share_household(dossier.person, stranger, by=region.regisseur, part=part, on=TODAY)
    text = desk.get(at(dossier)).content.decode()
    assert "Canarynaam" not in text
    assert "Iemand uit een andere gemeente" in text


def double_of(region: Region, dossier: Dossier) -> Dossier:
    """The same person, entered again, with a closed dossier."""
    second = make_dossier(region)
    for name in ("geslachtsnaam", "voornamen", "sort_key", "birth_year", "birth_month", "birth_day"):
        setattr(second.person, name, getattr(dossier.person, name))
    second.person.save()
    close_dossier(second, by=region.regisseur, on=TODAY, reason="dubbel")
    return second


def test_doubles_are_shown_side_by_side_and_merged_on_purpose(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    second = double_of(region, dossier)
    assert second.number in desk.get(at(dossier, "dubbel/")).content.decode()
    page = at(dossier, f"dubbel/{second.person_id}/")
    text = desk.get(page).content.decode()
    assert str(second.person.v_nummer) in text
    assert Dossier.objects.get(pk=second.pk).person_id == second.person_id
    assert desk.post(page, {"act": "samenvoegen"}).status_code == 302
    assert Dossier.objects.get(pk=second.pk).person_id == dossier.person_id
    for one in (dossier, second):
        assert one.gebeurtenissen.filter(kind=Kind.DUBBEL_SAMENGEVOEGD).count() == 1
    assert desk.get(page).status_code == 404


def test_two_open_dossiers_in_one_gemeente_are_not_merged(region: Region, desk: Client) -> None:
    one, two = make_dossier(region), make_dossier(region)
    text = desk.post(at(one, f"dubbel/{two.person_id}/"), {"act": "samenvoegen"}).content.decode()
    assert "Sluit eerst het dossier dat er te veel is" in text
    with pytest.raises(DomainError):
        merge_double(one.person, two.person, by=region.regisseur)


def test_merging_asks_the_right_to_edit_everything_that_moves(region: Region, dossier: Dossier) -> None:
    second = double_of(region, dossier)
    papendrecht = region.dordrecht.__class__.objects.get(pk="0590")
    open_dossier_for(second.person, papendrecht, by=region.outsider, on=date(2026, 10, 1), reason="verhuisd")
    with pytest.raises(NotAllowed):
        merge_double(dossier.person, second.person, by=region.regisseur)


def test_the_page_costs_the_same_for_a_large_household(
    region: Region, dossier: Dossier, desk: Client, statements: Callable[[Client, str], int]
) -> None:
    part = HouseholdMember.Part.ANDER
    share_household(dossier.person, make_dossier(region).person, by=region.regisseur, part=part, on=TODAY)
    few = statements(desk, at(dossier))
    for _ in range(4):
        share_household(dossier.person, make_dossier(region).person, by=region.regisseur, part=part, on=TODAY)
        add_child(dossier.person, by=region.regisseur, first_name="Noor", birth_year=2024)
    assert statements(desk, at(dossier)) == few <= 20


def test_a_dossier_is_closed_with_a_reason_and_opened_again(dossier: Dossier, desk: Client) -> None:
    page = f"/dossiers/{dossier.pk}/stand/"
    assert "Kies bij ‘Waarom’" in desk.post(page, {"on": "20-11-2026"}).content.decode()
    assert desk.post(page, {"on": "20-11-2026", "reason": "wet_2013"}).status_code == 302
    dossier.refresh_from_db()
    assert (dossier.state, dossier.closed_reason) == ("gesloten", "Valt onder de Wet inburgering (2013)")
    assert desk.post(page, {"on": "20-11-2026", "reason": "DUO komt erop terug"}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.is_open


def test_a_closed_dossier_stays_closed_while_another_runs(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    close_dossier(dossier, by=region.regisseur, on=TODAY, reason="vergissing")
    open_dossier_for(dossier.person, region.dordrecht, by=region.regisseur, on=TODAY, reason="opnieuw")
    page = f"/dossiers/{dossier.pk}/stand/"
    text = desk.post(page, {"on": "23-11-2026", "reason": "toch"}).content.decode()
    assert "al een open dossier: 2026-0505-0002" in text
